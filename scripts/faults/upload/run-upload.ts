import { type Check, equal, query } from "../check";
import { megabytes, watchMemory } from "../memory";
import type { Stack } from "../stack";
import { avroContent, csvContent, type FileContent } from "./file-content";
import { type Answer, sendContent } from "./send-content";

/** What the web process may hold at most while a file of any size passes through it. */
const maxWebBytes = 400 * 1024 ** 2;
const brokenAt = 0.4;

/**
 * Sends a CSV of `megabytes` and an Avro file of half that, each broken off at 40 % and gone on with where
 * the door says: no record twice, none missing, and the web process stays small.
 */
export async function runUpload(stack: Stack, size: number, say: (line: string) => void): Promise<Check[]> {
  const creativeId = "fault-0-a";
  const files = [
    ["CSV", csvContent(size * 1024 ** 2, creativeId), "csv-"],
    ["Avro", avroContent((size / 2) * 1024 ** 2, creativeId), "avr-"],
  ] as const;
  const checks: Check[] = [];
  for (const [name, content, prefix] of files) {
    const found = await uploadInTwoParts(stack, name, content, say);
    const batch = await settled(stack, found.batchId, say);
    const [rows] = await query(
      stack.databaseUrl,
      "select count(*)::text as n, count(distinct event_id)::text as ids from impression where event_id like $1",
      [`${prefix}%`],
    );
    checks.push(
      ...found.checks.map((check) => ({ ...check, name: `${name}: ${check.name}` })),
      equal(`${name}: received`, content.records, Number(batch.received)),
      equal(`${name}: stored`, content.records, Number(batch.stored)),
      equal(
        `${name}: pending, duplicate or rejected`,
        0,
        Number(batch.pending) + Number(batch.duplicate) + Number(batch.rejected),
      ),
      equal(`${name}: rows`, content.records, Number(rows?.n)),
      equal(`${name}: different rows`, content.records, Number(rows?.ids)),
    );
  }
  return checks;
}

async function uploadInTwoParts(stack: Stack, name: string, content: FileContent, say: (line: string) => void) {
  const idempotencyKey = `${name}-${content.bytes}`;
  const sending = { url: stack.url, key: stack.keys.ingestKey, idempotencyKey, content };
  const memory = watchMemory(stack.pidOf("web"));
  const startedAt = Date.now();
  try {
    await sendContent({ ...sending, until: content.bytes * brokenAt });
    const offset = await offsetOf(stack, idempotencyKey);
    say(`${name}: broken off at ${megabytes(content.bytes * brokenAt)}, goes on at ${megabytes(offset)}`);
    const answer = await sendContent({ ...sending, from: offset });
    const seconds = (Date.now() - startedAt) / 1000;
    say(`${name}: ${megabytes(content.bytes)}, ${content.records} records taken in within ${seconds.toFixed(0)} s`);
    const checks: Check[] = [
      { name: "goes on behind 30 % of the file", ok: offset > content.bytes * 0.3, found: megabytes(offset) },
      { name: "taken in", ok: answer?.status === 202, found: JSON.stringify(answer) },
      equal("records in the answer", content.records, Number(answer?.body.records)),
      equal("bytes in the answer", content.bytes, Number(answer?.body.bytes)),
      {
        name: "web process stays below 400 MB",
        ok: memory.peakBytes() < maxWebBytes,
        found: `${megabytes(memory.peakBytes())} at most`,
      },
    ];
    return { batchId: String(answer?.body.batchId), checks };
  } finally {
    memory.stop();
  }
}

/** Asks how far the upload has come; the door needs a moment to see that the client has gone. */
async function offsetOf(stack: Stack, idempotencyKey: string): Promise<number> {
  let last = -1;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await fetch(`${stack.url}/api/ingest/impressions`, {
      headers: { authorization: `Bearer ${stack.keys.ingestKey}`, "idempotency-key": idempotencyKey },
    });
    const { offset = -1 } = (await answer.json()) as { offset?: number };
    if (offset > 0 && offset === last) return offset;
    last = offset;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("The door did not tell where to go on.");
}

async function settled(stack: Stack, batchId: string, say: (line: string) => void): Promise<Answer["body"]> {
  for (let look = 0; ; look += 1) {
    const answer = await fetch(`${stack.url}/api/batches/${batchId}`, {
      headers: { authorization: `Bearer ${stack.keys.readKey}` },
    });
    const batch = (await answer.json()) as Answer["body"];
    if (batch.state === "done" || batch.state === "failed" || look > 3600) return batch;
    if (look % 60 === 59) say(`${batch.stored} stored, ${batch.pending} pending`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
