import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { postSlack } from "./post-slack";

/** A real HTTP server that answers as told. */
let server: Server;
let url: string;
let answer: { status: number; headers?: Record<string, string>; body?: string };
let received: string[];

beforeEach(async () => {
  received = [];
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      received.push(body);
      response.writeHead(answer.status, answer.headers).end(answer.body ?? "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}/hook`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const message = { text: "hello", blocks: [] };

describe("postSlack", () => {
  it("delivers the message as JSON", async () => {
    answer = { status: 200, body: "ok" };
    expect(await postSlack(url, message)).toEqual({ type: "delivered" });
    expect(received).toEqual([JSON.stringify(message)]);
  });

  it.each([
    [
      { status: 429, headers: { "retry-after": "7" } },
      { type: "later", delayMs: 7000 },
    ],
    [{ status: 429 }, { type: "later", delayMs: null }],
    [{ status: 503 }, { type: "later", delayMs: null }],
    [
      { status: 404, body: "no_service" },
      { type: "later", delayMs: null },
    ],
    [
      { status: 400, body: "invalid_payload" },
      { type: "refused", why: "Slack answered 400 invalid_payload" },
    ],
    [
      { status: 302, headers: { location: "http://127.0.0.1:1/" } },
      { type: "later", delayMs: null },
    ],
  ])("answers %j with %j", async (given, expected) => {
    answer = given;
    expect(await postSlack(url, message)).toEqual(expected);
  });

  it("waits for a server that is away", async () => {
    expect(await postSlack("http://127.0.0.1:1/hook", message)).toEqual({ type: "later", delayMs: null });
  });
});
