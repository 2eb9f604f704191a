import { expect, it } from "vitest";
import type { Batch } from "@/lib/contracts/batch";
import { eventStream } from "@/lib/http/event-stream";
import { batchEvents } from "./batch-events";

const batch = (state: Batch["state"], stored = 0) => ({ batchId: "b1", source: "s1", state, stored }) as Batch;

/** Events of a batch that changes when the test says so. */
function open(first: Batch, times: { heartbeatMs?: number; lifeMs?: number } = {}) {
  let change: (found: Batch | undefined) => void = () => undefined;
  const gone = new AbortController();
  const state = { watchers: 0 };
  const watch = {
    watch: (_: unknown, listener: typeof change) => {
      state.watchers += 1;
      change = listener;
      return () => {
        state.watchers -= 1;
      };
    },
  };
  const events = batchEvents(first, { watch, signal: gone.signal, heartbeatMs: 60_000, lifeMs: 60_000, ...times });
  return { events, state, gone, change: (found: Batch | undefined) => change(found) };
}

const next = async (events: AsyncGenerator<string>) => (await events.next()).value as string | undefined;
const eventOf = (found: Batch) => `event: batch\ndata: ${JSON.stringify(found)}\n\n`;

it("tells the batch at once, every change, and the end", async () => {
  const { events, state, change } = open(batch("receiving"));
  expect(await next(events)).toBe("retry: 2000\n\n");
  expect(await next(events)).toBe(eventOf(batch("receiving")));
  change(batch("receiving"));
  change(batch("processing", 1));
  change(batch("processing", 2));
  // what came between two reads is told as it is now
  expect(await next(events)).toBe(eventOf(batch("processing", 2)));
  const waiting = next(events);
  change(batch("done", 3));
  expect(await waiting).toBe(eventOf(batch("done", 3)));
  expect(await next(events)).toBe(`id: done\nevent: done\ndata: ${JSON.stringify(batch("done", 3))}\n\n`);
  expect(await next(events)).toBeUndefined();
  expect(state.watchers).toBe(0);
});

it("tells a batch that is over, and that it is", async () => {
  const { events } = open(batch("failed"));
  const told: string[] = [];
  for await (const event of events) told.push(event.split("\n")[0] ?? "");
  expect(told).toEqual(["retry: 2000", "event: batch", "id: done"]);
});

it("sends a comment when it has nothing to tell", async () => {
  const { events, change } = open(batch("processing"), { heartbeatMs: 30 });
  await next(events);
  await next(events);
  change(batch("processing"));
  expect(await next(events)).toBe(": still here\n\n");
  expect(await next(events)).toBe(": still here\n\n");
});

it.each<[string, (opened: ReturnType<typeof open>) => void]>([
  ["the client goes", ({ gone }) => gone.abort()],
  ["the batch goes", ({ change }) => change(undefined)],
])("ends while it waits when %s", async (_, end) => {
  const opened = open(batch("processing"));
  await next(opened.events);
  await next(opened.events);
  const waiting = next(opened.events);
  end(opened);
  expect(await waiting).toBeUndefined();
  expect(opened.state.watchers).toBe(0);
});

it("ends after its life", async () => {
  const { events, state } = open(batch("processing"), { lifeMs: 50 });
  for await (const _ of events);
  expect(state.watchers).toBe(0);
});

it.each([1, 2, 3, 4])("gives back what it holds when the reader goes away at read %i", async (reads) => {
  let opened: ReturnType<typeof open> | undefined;
  let ends = 0;
  const answer = eventStream(
    (signal) => {
      opened = open(batch("processing"));
      signal.addEventListener("abort", () => opened?.gone.abort());
      return opened.events;
    },
    {
      signal: new AbortController().signal,
      onEnd: () => {
        ends += 1;
      },
    },
  );
  const reader = answer.body?.getReader();
  const read = Array.from({ length: reads }, () => reader?.read());
  await read[Math.min(reads, 2) - 1];
  await reader?.cancel();
  await Promise.all(read);
  await new Promise(setImmediate);
  expect(opened?.state.watchers).toBe(0);
  expect(ends).toBe(1);
});

it("is over at once for a client that has gone before the answer", async () => {
  let ends = 0;
  const opened = open(batch("processing"));
  const answer = eventStream(() => opened.events, {
    signal: AbortSignal.abort(),
    onEnd: () => {
      ends += 1;
    },
  });
  expect(await answer.text()).toBe("");
  expect(opened.state.watchers).toBe(0);
  expect(ends).toBe(1);
});
