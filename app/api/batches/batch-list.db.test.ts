import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as importRoute } from "@/app/api/imports/[kind]/route";
import { openWholeWay } from "@/app/api/imports/whole-way.fixture";
import { acceptedSchema, type Batch, batchListSchema, batchSchema } from "@/lib/contracts/batch";
import { insertBatch, insertLedger } from "@/lib/read-models/batches/batch-rows.fixture";
import { GET as showRoute } from "./[batchId]/route";
import { GET as listRoute } from "./route";

let way: Awaited<ReturnType<typeof openWholeWay>>;
let source: string;
beforeAll(async () => {
  way = await openWholeWay();
  source = await way.makeSource();
  await way.stopWorker();
});
afterAll(() => way.close());

async function list(query: string): Promise<Batch[]> {
  const answer = await way.call(listRoute, { path: `/api/batches?source=${source}&${query}` });
  expect(answer.status).toBe(200);
  return batchListSchema.parse(await answer.json()).batches;
}

it("lists a batch as it is shown by itself, while the rest of its chunks waits in the queue", async () => {
  const sent = await way.call(importRoute, {
    path: `/api/imports/clicks?source=${source}`,
    params: { kind: "clicks" },
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body: "{}\n".repeat(1200),
  });
  const { batchId } = acceptedSchema.parse(await sent.json());
  const show = async () => {
    const answer = await way.call(showRoute, { path: `/api/batches/${batchId}`, params: { batchId } });
    return batchSchema.parse(await answer.json());
  };
  const { receivedAt } = await show();
  // as the worker leaves it behind the first of three chunks
  const batch = await insertBatch(way.prisma, {
    id: batchId,
    source,
    kind: "clicks",
    via: "console",
    receivedAt: new Date(receivedAt),
  });
  await insertLedger(way.prisma, batch, 0, { stored: 500 });

  const shown = await show();
  expect(shown).toMatchObject({ state: "processing", received: 1200, stored: 500, pending: 700 });
  expect(await list("")).toEqual([shown]);
  expect(await list("state=processing")).toEqual([shown]);
  expect(await list("state=receiving")).toEqual([]);
});
