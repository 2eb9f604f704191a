"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { sendCode } from "@/lib/auth/browser";

type CodeFormProps = { onDone: () => void; onBack: () => void };

const kinds = {
  totp: { label: "Code", hint: "The six digits that your authenticator app shows now.", other: "Use a backup code" },
  "backup-code": { label: "Backup code", hint: "One of those that you kept. Each works once.", other: "Use the app" },
} as const;

/** The second step of signing in. */
export function CodeForm({ onDone, onBack }: CodeFormProps) {
  const [kind, setKind] = useState<keyof typeof kinds>("totp");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const { label, hint, other } = kinds[kind];

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code")).replace(/\s/g, "");
    setPending(true);
    setProblem(undefined);
    const result = await sendCode(code, kind);
    if (result.ok) return onDone();
    setPending(false);
    setProblem(result.message);
    input.current?.select();
  }

  return (
    <form onSubmit={submit} method="post" className="flex flex-col gap-4">
      {problem && <Callout tone="danger" title={problem} />}
      <Field key={kind} label={label} hint={hint}>
        {(control) => (
          <Input
            {...control}
            ref={input}
            name="code"
            inputMode={kind === "totp" ? "numeric" : "text"}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={kind === "totp" ? 7 : 20}
            required
            autoFocus
            className="h-10 font-mono tracking-widest"
          />
        )}
      </Field>
      <Button type="submit" size="lg" pending={pending} className="mt-2 w-full">
        Sign in
      </Button>
      <div className="flex justify-between">
        <Button variant="ghost" size="sm" onClick={onBack}>
          Back
        </Button>
        <Button variant="ghost" size="sm" onClick={() => setKind(kind === "totp" ? "backup-code" : "totp")}>
          {other}
        </Button>
      </div>
    </form>
  );
}
