import { Pencil } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ForeignText } from "@/components/ui/foreign-text";
import { NO_VALUE } from "@/components/ui/format";
import { useMay } from "@/components/ui/permissions";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { type Entry, entryFields, type Noun, nounWords, toText } from "./catalogue-fields";

type EntryTableProps = { noun: Noun; entries: readonly Entry[]; onEdit: (entry: Entry) => void };

/** The columns beside name and id. */
const shown: Record<Noun, readonly string[]> = {
  advertisers: ["timeZone", "currency"],
  campaigns: ["advertiserId", "startsOn", "endsOn", "budgetMicros", "pricing", "attributionModel"],
  creatives: ["campaignId", "format"],
};

/** The entries of a noun; those who may change them open one by its name's line. */
export function EntryTable({ noun, entries, onEdit }: EntryTableProps) {
  const may = useMay("campaigns");
  const fields = entryFields[noun].filter(({ name }) => shown[noun].includes(name));
  const { one, many } = nounWords[noun];
  return (
    <Table label={many}>
      <TableHeader>
        <TableRow>
          <TableHead>Name</TableHead>
          {fields.map(({ name, label, type }) => (
            <TableHead key={name} numeric={type === "money"} className="max-md:hidden">
              {label}
            </TableHead>
          ))}
          {may && <TableHead className="w-12" aria-label="Change" />}
        </TableRow>
      </TableHeader>
      <TableBody>
        {entries.map((entry) => (
          <TableRow key={entry.id} interactive>
            <TableCell className="max-w-64">
              <ForeignText text={entry.name} className="block truncate font-medium" />
              <ForeignText text={entry.id} className="block truncate font-mono text-muted-foreground text-xs" />
            </TableCell>
            {fields.map((field) => (
              <TableCell key={field.name} numeric={field.type === "money"} className="max-w-48 truncate max-md:hidden">
                <ForeignText text={wordOf(field, toText(field, entry[field.name])) || NO_VALUE} />
              </TableCell>
            ))}
            {may && (
              <TableCell>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Change the ${one} ${entry.name}`}
                  onClick={() => onEdit(entry)}
                >
                  <Pencil />
                </Button>
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** A choice by its label, everything else as it is. */
function wordOf(field: { choices?: readonly { value: string; label: string }[] }, text: string): string {
  return field.choices?.find(({ value }) => value === text)?.label ?? text;
}
