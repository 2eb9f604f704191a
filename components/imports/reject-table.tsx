import { CopyButton } from "@/components/ui/copy-button";
import { formatInteger } from "@/components/ui/format";
import { reasonText } from "@/components/ui/reason-words";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Reject } from "@/lib/contracts/batch";

/** A record can have megabytes: the whole of it is in the copy and in the download. */
const shownCharacters = 600;

/** Rejected records with their reason and their own text. */
export function RejectTable({ rejects }: { rejects: readonly Reject[] }) {
  return (
    <Table label="Rejects" className="min-w-[44rem]">
      <TableHeader>
        <TableRow>
          <TableHead className="w-24">Record</TableHead>
          <TableHead className="w-2/5">Reason</TableHead>
          <TableHead>As it was sent</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rejects.map(({ record, reason, field, message, raw }) => (
          <TableRow key={record} className="align-top">
            <TableCell className="align-top text-muted-foreground tabular-nums">{formatInteger(record)}</TableCell>
            <TableCell className="align-top">
              <span className="font-medium">{reasonText(reason)}</span>
              {field && <code className="text-muted-foreground text-xs"> {field}</code>}
              <span className="block break-words text-muted-foreground">{message}</span>
            </TableCell>
            <TableCell className="align-top">
              <div className="flex items-start gap-2">
                <code className="block min-w-0 flex-1 whitespace-pre-wrap break-all text-xs leading-5">
                  {raw.length > shownCharacters ? (
                    <>
                      {raw.slice(0, shownCharacters)}
                      <span className="font-sans text-faint-foreground">
                        … {formatInteger(raw.length - shownCharacters)} characters more
                      </span>
                    </>
                  ) : (
                    raw
                  )}
                </code>
                <CopyButton text={raw} label={`Copy record ${record}`} className="-my-1" />
              </div>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
