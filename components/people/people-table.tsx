"use client";

import { ForeignText } from "@/components/ui/foreign-text";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Person } from "@/lib/contracts/people";
import { PersonMenu } from "./person-menu";
import { roleWords } from "./role-words";

/** Everybody who may sign in, by name. */
export function PeopleTable({ people }: { people: readonly Person[] }) {
  return (
    <Table label="People">
      <TableHeader>
        <TableRow>
          <TableHead>Person</TableHead>
          <TableHead>Role</TableHead>
          <TableHead className="max-sm:hidden">Second factor</TableHead>
          <TableHead numeric className="max-sm:hidden">
            Last seen
          </TableHead>
          <TableHead>
            <span className="sr-only">Actions</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {people.map((person) => (
          <TableRow key={person.id}>
            <TableCell className="min-w-44">
              <span className="block font-medium">
                <ForeignText text={person.name} />
              </span>
              <span className="block break-all text-muted-foreground text-xs">{person.email}</span>
            </TableCell>
            <TableCell className="min-w-40">
              {person.disabledAt ? <StatusDot tone="neutral">disabled</StatusDot> : roleWords[person.role].name}
              <span className="block max-w-64 text-muted-foreground text-xs">{seenBy(person)}</span>
            </TableCell>
            <TableCell className="max-sm:hidden">
              <StatusDot tone={person.hasSecondFactor ? "success" : "neutral"}>
                {person.hasSecondFactor ? "on" : "off"}
              </StatusDot>
            </TableCell>
            <TableCell numeric className="max-sm:hidden">
              {person.lastSeenAt ? <TimeAgo at={person.lastSeenAt} /> : "never"}
              <span className="block text-muted-foreground text-xs">
                {person.sessions === 1 ? "1 session" : `${person.sessions} sessions`}
              </span>
            </TableCell>
            <TableCell numeric>
              <PersonMenu person={person} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function seenBy({ advertisers }: Person): string {
  if (advertisers === null) return "Every advertiser";
  if (advertisers.length === 0) return "No advertiser yet";
  return advertisers.map(({ name }) => name).join(", ");
}
