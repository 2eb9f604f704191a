import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { feeds } from "@/prisma/seed/encode/feeds";
import type { DemoRecord } from "@/prisma/seed/events";
import { createLane } from "./lane";

interface Call {
  key: string | undefined;
  lines: string[];
}

/** A server that answers with the listed statuses in turn, then 202 for ever. */
let server: Server;
let statuses: number[] = [];
let calls: Call[] = [];

beforeEach(async () => {
  calls = [];
  server = createServer((incoming, response) => {
    let text = "";
    incoming.on("data", (piece: Buffer) => {
      text += piece.toString();
    });
    incoming.on("end", () => {
      calls.push({ key: incoming.headers["idempotency-key"]?.toString(), lines: text.trimEnd().split("\n") });
      const status = statuses.shift() ?? 202;
      if (status === 0) return incoming.socket.destroy();
      response.writeHead(status, { "retry-after": "0" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function open() {
  const feed = feeds.find(({ name }) => name === "web-sdk-impressions")!;
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sources = { fresh: false, withKey: <T>(_: string, call: (key: string) => Promise<T>) => call("k") };
  return createLane({ feed, baseUrl, sources, runId: "test", everyMs: 5 });
}

function impression(eventId: string): DemoRecord {
  const event = {
    kind: "impression",
    eventId,
    at: 0,
    userId: "u",
    campaignId: "c",
    creativeId: "cr",
    site: "s",
  } as const;
  const rest = {
    placement: "p",
    auctionId: null,
    priceMicros: null,
    currency: "USD",
    userAgent: "",
    ip: "",
    country: "US",
    viewable: true,
  };
  return { event: { ...event, ...rest }, channel: "web-sdk", sentAt: 0, repeat: false, defect: null };
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("createLane", () => {
  it("sends the same batch under the same key until the door takes it, and nothing twice", async () => {
    statuses = [503, 0, 429];
    const lane = open();
    const stopping = new AbortController();
    lane.take([impression("a"), impression("b"), { ...impression("x"), channel: "partner" }]);
    const running = lane.run(stopping.signal);
    await until(() => lane.sent() === 2);
    lane.take([impression("c")]);
    await until(() => lane.sent() === 3);
    stopping.abort();
    await running;
    expect(calls).toHaveLength(5);
    expect(new Set(calls.slice(0, 4).map((call) => JSON.stringify(call))).size).toBe(1);
    expect(calls.map((call) => call.lines.length)).toEqual([2, 2, 2, 2, 1]);
    expect(calls[4]!.key).not.toBe(calls[3]!.key);
    expect(lane.held()).toEqual([]);
  });

  it("keeps what was under way when it is stopped", async () => {
    statuses = Array.from({ length: 1000 }, () => 503);
    const lane = open();
    const stopping = new AbortController();
    lane.take([impression("a")]);
    const running = lane.run(stopping.signal);
    await until(() => calls.length > 1);
    stopping.abort();
    await running;
    expect(lane.held().map(({ event }) => event.eventId)).toEqual(["a"]);
    statuses = [];
  });

  it("drops a batch that is refused, and goes on with the next", async () => {
    statuses = [400];
    const lane = open();
    const stopping = new AbortController();
    lane.take([impression("a")]);
    const running = lane.run(stopping.signal);
    await until(() => calls.length === 1 && lane.held().length === 0);
    lane.take([impression("b")]);
    await until(() => lane.sent() === 1);
    stopping.abort();
    await running;
    expect(calls).toHaveLength(2);
  });

  it("holds a bounded number while the server is away", () => {
    const lane = open();
    lane.take(Array.from({ length: 20_050 }, (_, index) => impression(String(index))));
    expect(lane.held()).toHaveLength(20_000);
    expect(lane.held()[0]!.event.eventId).toBe("50");
  });
});
