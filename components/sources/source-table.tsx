import Link from "next/link";
import { formatDuration, formatInteger } from "@/components/ui/format";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { useNow } from "@/components/ui/use-now";
import type { Source } from "@/lib/contracts/source";
import { type Credential, credentialState } from "./credential-state";

const working = (credentials: readonly Credential[], nowMs: number) =>
  credentials.filter((one) => ["active", "ending"].includes(credentialState(one, nowMs))).length;

/** One row a source. */
export function SourceTable({ sources }: { sources: readonly Source[] }) {
  const nowMs = useNow() ?? 0;
  return (
    <Table label="Sources">
      <TableHeader>
        <TableRow>
          <TableHead>Source</TableHead>
          <TableHead>Credentials</TableHead>
          <TableHead>Unknown creatives</TableHead>
          <TableHead>Expected</TableHead>
          <TableHead>Limits</TableHead>
          <TableHead numeric>Changed</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {sources.map((source) => {
          const keys = working(source.keys, nowMs);
          const secrets = working(source.secrets, nowMs);
          return (
            <TableRow key={source.id} interactive>
              <TableCell className="min-w-44">
                <Link href={`/sources/${source.id}`} className="rounded-sm font-medium hover:underline">
                  {source.name}
                </Link>
                <code className="block text-muted-foreground text-xs">{source.id}</code>
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {keys === 1 ? "1 key" : `${keys} keys`}
                <span className="block text-muted-foreground text-xs">
                  {secrets === 0
                    ? "no signing secret"
                    : secrets === 1
                      ? "1 signing secret"
                      : `${secrets} signing secrets`}
                </span>
              </TableCell>
              <TableCell>{source.unknownReferences === "create" ? "taken in" : "rejected"}</TableCell>
              <TableCell className="whitespace-nowrap">
                {source.expectedEverySeconds === null ? (
                  <span className="text-muted-foreground">no cadence set</span>
                ) : (
                  `every ${formatDuration(source.expectedEverySeconds * 1000)}`
                )}
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {source.maxEventsPerSecond === null ? (
                  <span className="text-muted-foreground">default</span>
                ) : (
                  `${formatInteger(source.maxEventsPerSecond)} events/s`
                )}
              </TableCell>
              <TableCell numeric>
                <TimeAgo at={source.updatedAt} />
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
