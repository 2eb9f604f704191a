import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { Refusal, request } from "./request";

let server: Server | undefined;

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

async function serve(handle: (call: number, request: IncomingMessage, response: ServerResponse) => void, port = 0) {
  let calls = 0;
  const created = createServer((incoming, response) => handle(++calls, incoming, response));
  await new Promise<void>((resolve) => created.listen(port, "127.0.0.1", resolve));
  server = created;
  const address = created.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}/`, port: address.port };
}

const attempt = (url: string) => ({ method: "POST", url, key: "k", body: () => "one" }) as const;

describe("request", () => {
  it("waits as long as Retry-After says, sends the body anew, and gives the answer", async () => {
    const bodies: string[] = [];
    const { url } = await serve((call, incoming, response) => {
      incoming.on("data", (piece: Buffer) => bodies.push(piece.toString()));
      incoming.on("end", () => {
        if (call === 1) response.writeHead(429, { "retry-after": "1" }).end();
        else if (call === 2) response.writeHead(503, { "retry-after": "0" }).end();
        else response.end(JSON.stringify({ key: incoming.headers.authorization }));
      });
    });
    const pauses: number[] = [];
    const answer = await request(attempt(url), { onPause: (_, pauseMs) => pauses.push(pauseMs) });
    expect(answer).toEqual({ key: "Bearer k" });
    expect(pauses).toEqual([1000, 0]);
    expect(bodies).toEqual(["one", "one", "one"]);
  });

  it("tries a refused connection again until somebody listens", async () => {
    const { url, port } = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    let reason = "";
    const answer = request(attempt(url), {
      onPause: (why) => {
        if (!reason) void serve((_, __, response) => response.end("{}"), port);
        reason = why;
      },
    });
    await expect(answer).resolves.toEqual({});
    expect(reason).toContain("ECONNREFUSED");
  });

  it("does not ask again what was refused, and says the server's reason", async () => {
    let calls = 0;
    const { url } = await serve((call, _, response) => {
      calls = call;
      response.writeHead(403).end(JSON.stringify({ error: { code: "wrong_scope", message: "Use a key that may." } }));
    });
    const failure = await request(attempt(url)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Refusal);
    expect(failure).toMatchObject({ status: 403, message: expect.stringContaining("Use a key that may.") as string });
    expect(calls).toBe(1);
  });

  it("gives up with one sentence, and at once when it is stopped", async () => {
    const { url } = await serve((_, __, response) => response.writeHead(503, { "retry-after": "0" }).end());
    await expect(request(attempt(url), { giveUpAfterMs: 50 })).rejects.toThrow("did not answer for");
    const stopping = new AbortController();
    const waiting = request(attempt(url), { signal: stopping.signal, onPause: () => stopping.abort() });
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  });
});
