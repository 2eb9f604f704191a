"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { Account } from "@/lib/contracts/account";
import { useRename } from "./queries";

const roles = { admin: "Administrator", manager: "Account manager", analyst: "Analyst", viewer: "Viewer" } as const;

/** How one is called, and what was given by an administrator. */
export function ProfileCard({ account }: { account: Account }) {
  const rename = useRename();
  const router = useRouter();
  const [name, setName] = useState(account.name);
  const isChanged = name.trim() !== "" && name.trim() !== account.name;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isChanged) return;
    const onSuccess = () => {
      toast.success("You are called so from now on");
      router.refresh();
    };
    rename.mutate(name.trim(), { onSuccess });
  }

  return (
    <Card>
      <CardHeader title="You" description={account.email} />
      <CardContent>
        <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
          <Field label="Name" className="min-w-0 flex-1 basis-56" error={rename.error?.message}>
            {(control) => (
              <Input
                {...control}
                maxLength={200}
                autoComplete="name"
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" variant="secondary" disabled={!isChanged} pending={rename.isPending}>
            Save
          </Button>
        </form>
        <dl className="mt-5 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
          <dt className="text-muted-foreground">Role</dt>
          <dd>{roles[account.role]}</dd>
          <dt className="text-muted-foreground">Advertisers</dt>
          <dd>{seenBy(account)}</dd>
        </dl>
      </CardContent>
    </Card>
  );
}

function seenBy({ advertisers }: Account): string {
  if (advertisers === null) return "Every one";
  return advertisers.map(({ name }) => name).join(", ") || "None yet: an administrator gives them";
}
