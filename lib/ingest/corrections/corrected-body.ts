import { createHash, randomBytes } from "node:crypto";
import type { CorrectedPart } from "./corrected-part";

/** What is sent through the door. */
export interface CorrectedBody {
  contentType: string;
  body: ReadableStream<Uint8Array>;
  /** Stands for all of its content: the same records in the same order have the same. */
  digest: string;
}

/** Writes corrected records as one body: of one form plainly, of several as files of `multipart/form-data` (RFC 7578). */
export async function correctedBody(parts: readonly CorrectedPart[]): Promise<CorrectedBody> {
  const digest = createHash("sha256");
  for (const { contentType, file } of parts) digest.update(`${contentType}\n${await file.finish()}\n`);
  const [only] = parts;
  const boundary = `advertisex-${randomBytes(16).toString("hex")}`;
  const isOne = only !== undefined && parts.length === 1;
  return {
    contentType: isOne ? only.contentType : `multipart/form-data; boundary=${boundary}`,
    body: streamOf(isOne ? only.file.read() : multipart(parts, boundary)),
    digest: digest.digest("base64url"),
  };
}

async function* multipart(parts: readonly CorrectedPart[], boundary: string): AsyncGenerator<Uint8Array> {
  const encode = (text: string) => new TextEncoder().encode(text);
  for (const [index, { contentType, form, file }] of parts.entries()) {
    const name = `corrections-${index + 1}.${form.format === "csv" ? "csv" : "ndjson"}`;
    const disposition = `Content-Disposition: form-data; name="file${index + 1}"; filename="${name}"`;
    yield encode(`--${boundary}\r\n${disposition}\r\nContent-Type: ${contentType}\r\n\r\n`);
    yield* file.read();
    yield encode("\r\n");
  }
  yield encode(`--${boundary}--\r\n`);
}

function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
