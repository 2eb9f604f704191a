import { CodeBlock } from "@/components/ui/code-block";
import { PageHeader } from "@/components/ui/page-header";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ErrorAdvice } from "./error-advice";
import { RichText } from "./rich-text";

const shape = `{
  "error": {
    "code": "malformed_body",
    "message": "Record 2407 is not finished: the body ends inside it.",
    "details": { "byteOffset": 1873214, "record": 2407, "acceptedRecords": 2406, "batchId": "01K…" }
  }
}`;

const rules = [
  [
    "Sent, no answer",
    "Send the same body again under the same `Idempotency-Key`. What was taken in is not stored twice, and what is missing is added. Without a key, events that carry an `eventId` are still stored once.",
  ],
  [
    "429 and 503",
    "Wait for the seconds of `Retry-After`, then send the same again. A running upload never gets 429: it is read as fast as the source may send.",
  ],
  [
    "A long upload that broke off",
    "`GET /api/ingest/{kind}` with the same `Idempotency-Key` tells the `offset` in the decompressed body up to which all is stored. `POST` the rest from there with `Upload-Offset: <offset>`.",
  ],
  [
    "400 with `acceptedRecords` above 0",
    "The records in front of the place are taken in, and their batch says what became of them. Mend the body at `byteOffset` and send it whole under a new key: what was stored counts as `duplicate`.",
  ],
  ["Any other 4xx", "It is about the request itself. Sent again unchanged it fails again."],
] as const;

/** Every code that a client can meet, and what to do then. */
export function ErrorsGuide({ advice }: { advice: readonly ErrorAdvice[] }) {
  return (
    <>
      <PageHeader
        title="Errors and retries"
        description="A request is answered once its records are stored durably in the queue, or with one sentence that says what to do."
      />
      <CodeBlock title="Every error has this shape" code={shape} className="max-w-3xl" />
      <h2 className="mt-10 mb-3 font-semibold text-lg tracking-tight">When to send again</h2>
      <dl className="max-w-3xl divide-y rounded-xl border bg-card shadow-xs">
        {rules.map(([when, what]) => (
          <div key={when} className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <dt className="font-medium text-sm">
              <RichText text={when} />
            </dt>
            <dd className="text-muted-foreground text-sm">
              <RichText text={what} />
            </dd>
          </div>
        ))}
      </dl>
      <h2 className="mt-10 mb-3 font-semibold text-lg tracking-tight">Codes</h2>
      <div className="overflow-hidden rounded-xl border bg-card shadow-xs">
        <Table label="Error codes">
          <TableHeader>
            <TableRow>
              <TableHead>Status</TableHead>
              <TableHead>Code</TableHead>
              <TableHead>What to do</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {advice.map(({ status, code, what }) => (
              <TableRow key={code}>
                <TableCell className="tabular-nums">{status}</TableCell>
                <TableCell className="font-mono text-xs">{code}</TableCell>
                <TableCell className="min-w-72 whitespace-normal text-muted-foreground">
                  <RichText text={what} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <h2 className="mt-10 mb-3 font-semibold text-lg tracking-tight">Rejected records</h2>
      <p className="max-w-3xl text-muted-foreground text-sm">
        <RichText text="A record that is wrong by itself does not fail its request: it is kept with its number, field, reason and message, and counted in the batch: `received = stored + duplicate + rejected + pending`. `GET /api/batches/{batchId}/rejects` gives them; mended, they go back with `POST /api/batches/{batchId}/corrections`." />
      </p>
    </>
  );
}
