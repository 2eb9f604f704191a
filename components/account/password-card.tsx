"use client";

import { type FormEvent, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useChangePassword } from "./queries";

/** A new password in the place of the one that is known. */
export function PasswordCard() {
  const change = useChangePassword();
  const form = useRef<HTMLFormElement>(null);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const passwords = { currentPassword: String(data.get("current")), newPassword: String(data.get("new")) };
    const onSuccess = () => {
      toast.success("The password is changed, and every other session has ended");
      form.current?.reset();
    };
    change.mutate(passwords, { onSuccess });
  }

  return (
    <Card>
      <CardHeader title="Password" description="With a new one every other session of yours ends." />
      <CardContent>
        <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
          <Field label="Present password">
            {(control) => (
              <Input
                {...control}
                name="current"
                type="password"
                autoComplete="current-password"
                required
                maxLength={128}
              />
            )}
          </Field>
          <Field
            label="New password"
            hint="At least 12 characters. A few words that do not belong together are good ones."
          >
            {(control) => (
              <Input
                {...control}
                name="new"
                type="password"
                autoComplete="new-password"
                required
                minLength={12}
                maxLength={128}
              />
            )}
          </Field>
          {change.error && <Callout tone="danger" title={change.error.message} />}
          <Button type="submit" variant="secondary" pending={change.isPending} className="self-start">
            Change the password
          </Button>
        </form>
      </CardContent>
    </Card>
  );
}
