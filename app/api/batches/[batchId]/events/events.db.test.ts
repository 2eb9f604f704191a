import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as importRoute } from "@/app/api/imports/[kind]/route";
import { openWholeWay } from "@/app/api/imports/whole-way.fixture";
import { GET as batchRoute } from "../route";
import { GET as eventsRoute } from "./route";

let way: Awaited<ReturnType<typeof openWholeWay>>;
let source: string;
beforeAll(async () => {
  way = await openWholeWay();
  source = await way.makeSource();
});
afterAll(() => way.close());

const upload = async (wait: number) => {
  const answer = await way.call(importRoute, {
    path: `/api/imports/clicks?source=${source}&wait=${wait}`,
    params: { kind: "clicks" },
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "[{},{}]",
  });
  return (await answer.json()).batchId as string;
};
const watch = (
  batchId: string,
  options: { key?: string; headers?: Record<string, string>; signal?: AbortSignal } = {},
) => way.call(eventsRoute, { path: `/api/batches/${batchId}/events`, params: { batchId }, ...options });

/** Watches as soon as there is room: streams that earlier tests have left need a moment to end. */
async function watchOnceFree(batchId: string): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await watch(batchId);
    if (answer.status === 200) return answer;
    expect([answer.status, tries < 100]).toEqual([503, true]);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The events of a stream as far as it has been read, each with its data. */
const eventsIn = (text: string) =>
  text
    .split("\n\n")
    .flatMap((block) => [/event: (\w+)\ndata: (.*)$/.exec(block)])
    .flatMap((found) => (found ? [{ event: found[1], batch: JSON.parse(found[2] ?? "") }] : []));

describe("GET /api/batches/{batchId}/events", () => {
  it("tells a batch that waits in the queue, what becomes of it, and the end", async () => {
    await way.stopWorker();
    const batchId = await upload(0);
    const answer = await watch(batchId);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (eventsIn(text).length === 0) text += (await reader.read()).value ?? "";
    expect(eventsIn(text)).toMatchObject([{ event: "batch", batch: { batchId, state: "processing", pending: 2 } }]);
    await way.startWorker();
    for (let read = await reader.read(); !read.done; read = await reader.read()) text += read.value;
    const told = eventsIn(text);
    expect(told.at(-1)).toMatchObject({ event: "done", batch: { state: "done", rejected: 2, pending: 0 } });
    const asked = await way.call(batchRoute, { path: `/api/batches/${batchId}`, params: { batchId } });
    expect(told.at(-1)?.batch).toEqual(await asked.json());
    expect(new Set(told.slice(0, -1).map(({ event }) => event))).toEqual(new Set(["batch"]));
  });

  it("tells a browser that comes back after the end that there is nothing more", async () => {
    const batchId = await upload(30);
    const all = await (await watch(batchId)).text();
    expect(all).toContain("id: done\nevent: done\n");
    const answer = await watch(batchId, { headers: { "last-event-id": "done" } });
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
  });

  it("ends for a client that goes away", async () => {
    await way.stopWorker();
    const batchId = await upload(0);
    const gone = new AbortController();
    const answer = await watch(batchId, { signal: gone.signal });
    const text = answer.text();
    gone.abort();
    expect(eventsIn(await text).length).toBeLessThanOrEqual(1);
    await way.startWorker();
  });

  it("is for who may see the batch", async () => {
    const batchId = await upload(30);
    const own = await way.makeKey("ingest", source);
    const other = await way.makeKey("ingest", await way.makeSource());
    const answer = await watch(batchId, { key: own });
    expect(answer.status).toBe(200);
    await answer.text();
    expect((await watch(batchId, { key: other })).status).toBe(404);
    expect((await watch("none such")).status).toBe(404);
  });

  it("keeps no more than 200 open, and takes another once one has gone", async () => {
    await way.stopWorker();
    const batchId = await upload(0);
    const open = await Promise.all(Array.from({ length: 200 }, () => watchOnceFree(batchId)));
    const refused = await watch(batchId);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
    await open[0]?.body?.cancel();
    expect((await watch(batchId)).status).toBe(200);
    await way.startWorker();
    await Promise.all(open.slice(1).map((answer) => answer.text()));
  });
});
