"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { Person } from "@/lib/contracts/people";
import { useChangePeople } from "./queries";
import { RoleFields } from "./role-fields";
import { isLimitable } from "./role-words";

type EditPersonDialogProps = { person: Person; onClose: () => void };

const formId = "edit-person";

/** Somebody's name, role and advertisers. Where more than the name changes they have to sign in anew. */
export function EditPersonDialog({ person, onClose }: EditPersonDialogProps) {
  const change = useChangePeople();
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState(person.role);
  const [advertiserIds, setAdvertiserIds] = useState<readonly string[] | null>(
    person.advertisers?.map(({ id }) => id) ?? null,
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    const sees = isLimitable(role) ? advertiserIds && [...advertiserIds] : null;
    change.mutate(
      { do: "change", id: person.id, patch: { name: name.trim(), role, advertiserIds: sees } },
      {
        onSuccess: () => {
          toast.success(`${name.trim()} is changed`);
          onClose();
        },
      },
    );
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={person.name}
        description={`${person.email}. With another role or other advertisers their sessions end.`}
        className="sm:max-w-lg"
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" form={formId} pending={change.isPending}>
              Save
            </Button>
          </>
        }
      >
        <form id={formId} className="flex flex-col gap-5" onSubmit={submit}>
          <Field label="Name">
            {(control) => (
              <Input
                {...control}
                autoFocus
                required
                maxLength={200}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <RoleFields role={role} onRole={setRole} advertiserIds={advertiserIds} onAdvertisers={setAdvertiserIds} />
          {change.error && <Callout tone="danger" title={change.error.message} />}
        </form>
      </DialogContent>
    </Dialog>
  );
}
