import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createGunzip } from "node:zlib";

/** What happens to the next uploads, one after the other; those behind them are taken in. */
export type Fate =
  /** Breaks the connection once so many bytes of the body (decompressed) are there. */
  | { breakAfter: number }
  /** Takes all of it in, and breaks the connection in place of an answer. */
  | { loseAnswer: true }
  /** Answers before the body is read. */
  | { status: number; error: object; retryAfter?: string };

export interface BreakingDoor {
  url: URL;
  /** By Idempotency-Key: all the bytes that were taken in, once. */
  taken: Map<string, Buffer>;
  /** What the uploads began with: offset and headers. */
  uploads: { offset: number; headers: http.IncomingHttpHeaders }[];
  close(): Promise<void>;
}

/** Bytes are kept up to here, as the real door keeps whole chunks. */
const chunkBytes = 1000;

/** A door that keeps to lib/contracts/upload.ts and fails as it is told: real sockets, for tests. */
export async function startBreakingDoor(fates: Fate[]): Promise<BreakingDoor> {
  const taken = new Map<string, Buffer>();
  const complete = new Set<string>();
  const uploads: BreakingDoor["uploads"] = [];
  const accepted = (bytes: number) => ({ batchId: "batch-1", chunks: 1, records: 7, bytes });

  const answer = (response: ServerResponse, status: number, body: object, headers = {}) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

  const tellState = (key: string, response: ServerResponse) => {
    const kept = taken.get(key);
    if (!kept) return answer(response, 404, { error: { code: "not_found", message: "No upload." } });
    const state = { batchId: "batch-1", offset: kept.length, records: 7 };
    return answer(response, 200, { ...state, accepted: complete.has(key) ? accepted(kept.length) : null });
  };

  const takeIn = async (key: string, request: IncomingMessage, response: ServerResponse) => {
    const offset = Number(request.headers["upload-offset"] ?? 0);
    uploads.push({ offset, headers: request.headers });
    const fate = fates.shift();
    if (fate && "status" in fate) {
      const retry = fate.retryAfter === undefined ? {} : { "retry-after": fate.retryAfter };
      return answer(response, fate.status, { error: fate.error }, retry);
    }
    const before = taken.get(key) ?? Buffer.alloc(0);
    if (offset > 0 && offset !== before.length) {
      return answer(response, 409, { error: { code: "conflict", message: "Elsewhere.", details: { offset } } });
    }
    const body = request.headers["content-encoding"] === "gzip" ? request.pipe(createGunzip()) : request;
    const pieces = [before.subarray(0, offset)];
    let bytes = offset;
    for await (const piece of body as AsyncIterable<Buffer>) {
      pieces.push(piece);
      bytes += piece.length;
      if (!fate || !("breakAfter" in fate) || bytes < fate.breakAfter) continue;
      taken.set(key, Buffer.concat(pieces).subarray(0, bytes - (bytes % chunkBytes)));
      return response.destroy();
    }
    taken.set(key, Buffer.concat(pieces));
    complete.add(key);
    return fate ? response.destroy() : answer(response, 202, accepted(bytes));
  };

  const server = http.createServer((request, response) => {
    const key = String(request.headers["idempotency-key"]);
    if (request.method === "GET") tellState(key, response);
    else takeIn(key, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections());
  return { url: new URL(`http://127.0.0.1:${port}`), taken, uploads, close };
}
