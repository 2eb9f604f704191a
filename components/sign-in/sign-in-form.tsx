"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signIn } from "@/lib/auth/browser";
import { PasswordInput } from "./password-input";

export type SignInFormProps = {
  onDone: () => void;
  /** The password was right, and a code is asked for. */
  onCode: () => void;
};

/** Email and password. A wrong password keeps the email and selects what has to be typed again. */
export function SignInForm({ onDone, onCode }: SignInFormProps) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const password = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setPending(true);
    setProblem(undefined);
    const result = await signIn({ email: String(data.get("email")).trim(), password: String(data.get("password")) });
    if (result.ok) return result.needsCode ? onCode() : onDone();
    setPending(false);
    setProblem(result.message);
    password.current?.select();
  }

  return (
    <form onSubmit={submit} method="post" className="flex flex-col gap-4">
      {problem && <Callout tone="danger" title={problem} />}
      <Field label="Email">
        {(control) => (
          <Input {...control} name="email" type="email" autoComplete="username" required autoFocus className="h-10" />
        )}
      </Field>
      <Field label="Password">{(control) => <PasswordInput {...control} ref={password} name="password" />}</Field>
      <Button type="submit" size="lg" pending={pending} className="mt-2 w-full">
        Sign in
      </Button>
    </form>
  );
}
