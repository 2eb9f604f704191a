"use client";

import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type PasswordStepProps = {
  action: string;
  danger?: boolean;
  pending: boolean;
  error: string | undefined;
  onPassword: (password: string) => void;
};

/** Asks for the password once more, before something that a stolen session must not do. */
export function PasswordStep({ action, danger, pending, error, onPassword }: PasswordStepProps) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onPassword(String(new FormData(event.currentTarget).get("password")));
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Your password" error={error}>
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            autoFocus
            maxLength={128}
          />
        )}
      </Field>
      <Button type="submit" variant={danger ? "danger" : "primary"} pending={pending} className="self-end">
        {action}
      </Button>
    </form>
  );
}
