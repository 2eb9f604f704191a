"use client";

import { type FormEvent, useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signIn } from "@/lib/auth/browser";
import type { OneTimeLink } from "@/lib/contracts/people";
import { ApiError, api } from "@/lib/http/browser/api";
import { PasswordInput } from "./password-input";

const usedSchema = z.object({ email: z.string() });

/** Takes an invitation up, or sets a new password; then signs in with it. */
export function WelcomeForm({ link, token }: { link: OneTimeLink; token: string }) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [name, password] = [data.get("name"), String(data.get("password"))];
    setPending(true);
    setProblem(undefined);
    try {
      const given = { token, password, ...(name ? { name: String(name).trim() } : {}) };
      const { email } = await api.send("POST", "/api/links/use", given, usedSchema);
      const result = await signIn({ email, password });
      window.location.assign(result.ok && !result.needsCode ? "/" : "/sign-in");
    } catch (error) {
      setPending(false);
      setProblem(error instanceof ApiError ? error.message : "It did not work: try again.");
    }
  }

  return (
    <form onSubmit={submit} method="post" className="flex flex-col gap-4">
      {problem && <Callout tone="danger" title={problem} />}
      <Field label="Email">
        {(control) => (
          <Input {...control} type="email" autoComplete="username" value={link.email} readOnly className="h-10" />
        )}
      </Field>
      {link.kind === "invitation" && (
        <Field label="Name">
          {(control) => (
            <Input
              {...control}
              name="name"
              autoComplete="name"
              defaultValue={link.name}
              maxLength={200}
              required
              className="h-10"
            />
          )}
        </Field>
      )}
      <Field label="Password" hint="At least 12 characters. A few words that do not belong together are good ones.">
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="new-password"
            minLength={12}
            maxLength={128}
            autoFocus
          />
        )}
      </Field>
      <Button type="submit" size="lg" pending={pending} className="mt-2 w-full">
        {link.kind === "reset" ? "Set the password" : "Begin"}
      </Button>
    </form>
  );
}
