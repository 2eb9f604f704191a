"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { Person } from "@/lib/contracts/people";
import { EditPersonDialog } from "./edit-person-dialog";
import { type PeopleChange, useChangePeople } from "./queries";
import { ResetLinkDialog } from "./reset-link-dialog";

/** What an administrator can do for a person. */
export function PersonMenu({ person }: { person: Person }) {
  const [open, setOpen] = useState<"edit" | "reset" | null>(null);
  const change = useChangePeople();
  const { id, name, disabledAt } = person;
  const run = (what: PeopleChange, said: string) =>
    change.mutate(what, { onSuccess: () => toast.success(said), onError: (error) => toast.error(error.message) });
  const toggle = { do: "change", id, patch: { disabled: disabledAt === null } } as const;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${name}`}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem onSelect={() => setOpen("edit")}>Role and advertisers…</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setOpen("reset")}>Link for a new password…</DropdownMenuItem>
          {person.sessions > 0 && (
            <DropdownMenuItem onSelect={() => run({ do: "sessions", id }, `Every session of ${name} has ended`)}>
              End all sessions
            </DropdownMenuItem>
          )}
          {person.hasSecondFactor && (
            <DropdownMenuItem
              onSelect={() => run({ do: "second-factor", id }, `${name} has no second factor any more`)}
            >
              Take the second factor away
            </DropdownMenuItem>
          )}
          <DropdownMenuItem
            danger={disabledAt === null}
            onSelect={() => run(toggle, disabledAt ? `${name} may sign in again` : `${name} can sign in no more`)}
          >
            {disabledAt ? "Let sign in again" : "Disable"}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {open === "edit" && <EditPersonDialog person={person} onClose={() => setOpen(null)} />}
      {open === "reset" && <ResetLinkDialog person={person} onClose={() => setOpen(null)} />}
    </>
  );
}
