"use client";

import { type FormEvent, useMemo } from "react";
import { encode } from "uqr";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { qrPath } from "./qr-path";
import { type Enrolment, useConfirmSecondFactor } from "./queries";

type ConfirmStepProps = { enrolment: Enrolment; onConfirmed: () => void };

/** Shows the app what it has to know, and asks for the code that it shows. */
export function ConfirmStep({ enrolment, onConfirmed }: ConfirmStepProps) {
  const confirm = useConfirmSecondFactor();
  const { data: cells, size } = useMemo(() => encode(enrolment.totpURI, { border: 3 }), [enrolment.totpURI]);
  const secret = new URL(enrolment.totpURI).searchParams.get("secret") ?? "";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code")).replace(/\s/g, "");
    confirm.mutate(code, { onSuccess: onConfirmed });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-sm">Let your authenticator app read this picture, or type the key into it.</p>
      <svg
        role="img"
        aria-label="QR code with the key"
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="size-48 self-center rounded-md bg-white"
      >
        <path d={qrPath(cells)} fill="#000" />
      </svg>
      <CodeBlock title="Key" code={secret} wrap />
      <Field label="Code that the app shows" error={confirm.error?.message}>
        {(control) => (
          <Input
            {...control}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            required
            className="font-mono tracking-widest"
          />
        )}
      </Field>
      <Button type="submit" pending={confirm.isPending} className="self-end">
        Confirm
      </Button>
    </form>
  );
}
