"use client";

import { type FormEvent, useEffect, useState } from "react";
import { AdvertiserChoice } from "@/components/ui/advertiser-choice";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import type { ApiKeyInput } from "@/lib/contracts/api-keys";
import { expiryOf, type Lifetime, lifetimes } from "./key-state";
import { useAdvertisers } from "./queries";

type CreateKeyFormProps = {
  id: string;
  error: string | undefined;
  /** Whether it can be sent as it stands. */
  onComplete: (isComplete: boolean) => void;
  onSubmit: (input: ApiKeyInput) => void;
};

/** What a key is for: its name, what it may do, for whom, and how long. */
export function CreateKeyForm({ id, error, onComplete, onSubmit }: CreateKeyFormProps) {
  const known = useAdvertisers();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<"read" | "manage">("read");
  const [advertiserIds, setAdvertiserIds] = useState<readonly string[] | null>(null);
  const [lifetime, setLifetime] = useState<Lifetime>("365");
  const isComplete = name.trim() !== "" && advertiserIds?.length !== 0;
  useEffect(() => onComplete(isComplete), [isComplete, onComplete]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isComplete) return;
    onSubmit({
      name: name.trim(),
      scope,
      advertiserIds: advertiserIds && [...advertiserIds],
      expiresAt: expiryOf(lifetime, Date.now()),
    });
  }

  return (
    <form id={id} className="flex flex-col gap-5" onSubmit={submit}>
      <Field label="Name" hint="Where it is used, so that you know it again.">
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={200}
            value={name}
            placeholder="Client dashboard"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="What it may">
        {() => (
          <SegmentedControl
            label="What it may"
            value={scope}
            onChange={setScope}
            options={[
              { value: "read", label: "Read reports" },
              { value: "manage", label: "Read and change" },
            ]}
          />
        )}
      </Field>
      <AdvertiserChoice
        value={advertiserIds}
        onChange={setAdvertiserIds}
        advertisers={known.data?.advertisers}
        error={known.error?.message}
      />
      <Field label="How long it works">
        {({ id: controlId }) => <Select id={controlId} value={lifetime} onChange={setLifetime} options={lifetimes} />}
      </Field>
      {error && <Callout tone="danger" title={error} />}
    </form>
  );
}
