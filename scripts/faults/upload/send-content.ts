import { once } from "node:events";
import { type ClientRequest, request } from "node:http";
import type { FileContent } from "./file-content";

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

interface Sending {
  url: string;
  key: string;
  idempotencyKey: string;
  content: FileContent;
  /** Where to begin. */
  from?: number;
  /** Breaks the connection off once this many bytes of the file have been sent. */
  until?: number;
}

/**
 * Sends a file as fast as the door reads it.
 * @returns undefined when it was broken off
 */
export function sendContent({
  url,
  key,
  idempotencyKey,
  content,
  from = 0,
  until,
}: Sending): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}/api/ingest/impressions`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": content.contentType,
        "content-length": content.bytes - from,
        "idempotency-key": idempotencyKey,
        ...(from > 0 && { "upload-offset": from }),
      },
    });
    let isBroken = false;
    outgoing.on("response", (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(pieces).toString() || "{}") }),
      );
    });
    outgoing.on("error", (error) => (isBroken ? resolve(undefined) : reject(error)));
    void (async () => {
      let sent = from;
      for (const piece of content.from(from)) {
        if (outgoing.destroyed) return;
        if (!outgoing.write(piece)) await roomIn(outgoing);
        sent += piece.length;
        if (until !== undefined && sent >= until) {
          isBroken = true;
          outgoing.destroy();
          resolve(undefined);
          return;
        }
      }
      outgoing.end();
    })();
  });
}

/** Waits until more can be written, or the connection is gone. */
async function roomIn(outgoing: ClientRequest): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([once(outgoing, "drain", { signal }), once(outgoing, "close", { signal })]).catch(() => undefined);
  waiting.abort();
}
