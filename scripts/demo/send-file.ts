import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { acceptedSchema } from "@/lib/contracts/batch";
import type { DemoFile } from "./manifest";
import { type Persistence, request } from "./request";

/**
 * Streams one file through the door; its hash is the idempotency key, so sending it again gives the same batch.
 * Gives the batch's id. Throws as `request` does, and DemoError's kin ZodError when the answer is no answer.
 */
export async function sendFile(
  baseUrl: string,
  folder: string,
  file: DemoFile,
  key: string,
  persistence: Persistence,
): Promise<string> {
  const answer = await request(
    {
      method: "POST",
      url: `${baseUrl}/api/ingest/${file.ingestKind}`,
      key,
      headers: { "content-type": file.contentType, "idempotency-key": `demo-${file.sha256}` },
      body: () => Readable.toWeb(createReadStream(join(folder, file.name))) as ReadableStream<Uint8Array>,
    },
    { ...persistence, tryForMs: 300_000 },
  );
  return acceptedSchema.parse(answer).batchId;
}
