import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger } from "@/components/ui/format";
import { reasonText } from "@/components/ui/reason-words";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Reject } from "@/lib/contracts/batch";

/** Rejected records with their reason and their own text, which stands below the reason where it is narrow. */
export function RejectTable({ rejects }: { rejects: readonly Reject[] }) {
  return (
    <Table label="Rejects" className="table-fixed">
      <TableHeader>
        <TableRow>
          <TableHead className="w-20 md:w-24">Record</TableHead>
          <TableHead className="md:w-2/5">Reason</TableHead>
          <TableHead className="hidden md:table-cell">As it was sent</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rejects.map(({ record, reason, field, message, raw }) => (
          <TableRow key={record}>
            <TableCell className="align-top text-muted-foreground tabular-nums">{formatInteger(record)}</TableCell>
            <TableCell className="align-top">
              <span className="font-medium">{reasonText(reason)}</span>
              {field && <code className="break-all text-muted-foreground text-xs"> {field}</code>}
              <span className="block break-words text-muted-foreground">
                <ForeignText text={message} />
              </span>
              <RawRecord record={record} raw={raw} className="mt-2 rounded-md bg-muted/60 p-2 md:hidden" />
            </TableCell>
            <TableCell className="hidden align-top md:table-cell">
              <RawRecord record={record} raw={raw} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** A record can have megabytes: the whole of it is in the copy and in the download. */
const shownCharacters = 600;

function RawRecord({ record, raw, className }: { record: number; raw: string; className?: string }) {
  const hidden = raw.length - shownCharacters;
  return (
    <div className={cn("flex items-start gap-2", className)}>
      <code className="block min-w-0 flex-1 whitespace-pre-wrap break-all text-xs leading-5">
        <ForeignText text={raw.slice(0, shownCharacters)} />
        {hidden > 0 && (
          <span className="font-sans text-faint-foreground">… {formatInteger(hidden)} characters more</span>
        )}
      </code>
      <CopyButton text={raw} label={`Copy record ${record}`} className="-my-1" />
    </div>
  );
}
