import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as importRoute } from "@/app/api/imports/[kind]/route";
import { openWholeWay } from "@/app/api/imports/whole-way.fixture";
import { type Batch, batchSchema } from "@/lib/contracts/batch";
import { GET as rejectsRoute } from "../rejects/route";
import { POST as correctionsRoute } from "./route";

let way: Awaited<ReturnType<typeof openWholeWay>>;
let source: string;
beforeAll(async () => {
  way = await openWholeWay();
  source = await way.makeSource();
});
afterAll(() => way.close());

const at = new Date(Date.now() - 3_600_000).toISOString();

async function upload(kind: string, contentType: string, body: BodyInit): Promise<Batch> {
  const answer = await way.call(importRoute, {
    path: `/api/imports/${kind}?wait=30&source=${source}`,
    params: { kind },
    method: "POST",
    headers: contentType === "" ? {} : { "content-type": contentType },
    body,
  });
  expect(answer.status).toBe(200);
  return batchSchema.parse(await answer.json());
}

async function download(batchId: string, format: "csv" | "json"): Promise<string> {
  const path = `/api/batches/${batchId}/rejects?format=${format}&download=1`;
  const answer = await way.call(rejectsRoute, { path, params: { batchId } });
  expect(answer.headers.get("content-disposition")).toContain(`rejects-${batchId}.${format}`);
  return answer.text();
}

const send = (batchId: string, contentType: string, body: BodyInit, key?: string) =>
  way.call(correctionsRoute, {
    path: `/api/batches/${batchId}/corrections?wait=30`,
    params: { batchId },
    method: "POST",
    key,
    headers: { "content-type": contentType, "x-file-name": "mended.csv" },
    body,
  });

const rows = (...campaigns: string[]) =>
  campaigns.map((campaign) => `${at};"=u ""${randomUUID()}""";${campaign}`).join("\r\n");

describe("POST /api/batches/{batchId}/corrections", () => {
  it("takes the downloaded rejects of a CSV file back, under their header line", async () => {
    const { campaignId } = way.ids;
    const batch = await upload(
      "clicks",
      "text/csv",
      `timestamp;user_id;campaign_id\n${rows("typo", campaignId, "typo")}`,
    );
    expect(batch).toMatchObject({ received: 3, stored: 1, rejected: 2 });
    const mended = (await download(batch.batchId, "csv")).replaceAll(";typo", `;${campaignId}`);
    const answer = await send(batch.batchId, "text/csv", mended);
    expect(answer.status).toBe(200);
    const corrected = batchSchema.parse(await answer.json());
    expect(corrected).toMatchObject({
      source,
      kind: "clicks",
      state: "done",
      received: 2,
      stored: 2,
      via: "correction",
      corrects: batch.batchId,
      fileName: "mended.csv",
    });
    const again = batchSchema.parse(await (await send(batch.batchId, "text/csv", mended)).json());
    expect(again).toEqual(corrected);
  });

  it("sends rejects that nobody corrected again as they were", async () => {
    const batch = await upload(
      "clicks",
      "text/csv",
      `timestamp;user_id;campaign_id\n${rows("typo")}\n=x;"a`.concat('";1;2'),
    );
    expect(batch).toMatchObject({ received: 2, rejected: 2 });
    const answer = await send(batch.batchId, "text/csv", await download(batch.batchId, "csv"));
    const again = batchSchema.parse(await answer.json());
    expect(again).toMatchObject({ received: 2, rejected: 2, reasons: batch.reasons });
    const raws = async (id: string) =>
      JSON.parse(await download(id, "json")).rejects.map(({ raw }: { raw: string }) => raw);
    expect(await raws(again.batchId)).toEqual(await raws(batch.batchId));
  });

  it("takes JSON back, also from a source's own key, with all digits of its numbers", async () => {
    const events = [{ n: 1 }, { n: 2 }].map(({ n }) => ({
      timestamp: at,
      user_id: `u${n}`,
      ad_campaign: way.ids.campaignId,
    }));
    const text = JSON.stringify(events).replace('"u1"', "9007199254740993");
    const batch = await upload("clicks", "application/json", text);
    expect(batch).toMatchObject({ received: 2, rejected: 2 });
    const mended = (await download(batch.batchId, "json")).replaceAll("ad_campaign", "campaign_id");
    const key = await way.makeKey("ingest", source);
    const corrected = batchSchema.parse(await (await send(batch.batchId, "application/json", mended, key)).json());
    expect(corrected).toMatchObject({ state: "done", received: 2, stored: 2, corrects: batch.batchId });
  });

  it("takes the rejects of several files back, each under its own header line", async () => {
    const { campaignId } = way.ids;
    const form = new FormData();
    form.append(
      "a",
      new File([`timestamp;user_id;campaign_id\n${rows("typo", campaignId)}`], "a.csv", { type: "text/csv" }),
    );
    form.append(
      "b",
      new File([`campaign_id,user_id,timestamp\ntypo,u,${at}\ntypo,v,${at}`], "b.csv", { type: "text/csv" }),
    );
    const json = JSON.stringify([{ timestamp: at, user_id: "w", campaign_id: "typo" }]);
    form.append("c", new File([json], "c.json", { type: "application/json" }));
    const batch = await upload("clicks", "", form);
    expect(batch).toMatchObject({ received: 5, stored: 1, rejected: 4 });
    const mended = (await download(batch.batchId, "csv")).replaceAll("typo", campaignId);
    const corrected = batchSchema.parse(await (await send(batch.batchId, "text/csv", mended)).json());
    expect(corrected).toMatchObject({ state: "done", received: 4, stored: 4, rejected: 0 });
  });

  it("takes nothing of a file in that corrects what was not rejected, or cannot be sent", async () => {
    const { campaignId } = way.ids;
    const batch = await upload("clicks", "text/csv", `timestamp;user_id;campaign_id\n${rows(campaignId, "typo")}`);
    const refused = async (body: string) => (await (await send(batch.batchId, "text/csv", body)).json()).error;
    expect(await refused("record,raw\n2,x\n1,y\n")).toMatchObject({
      code: "invalid_request",
      details: { records: [1] },
    });
    expect(await refused("record,raw\n2,\n")).toMatchObject({ code: "invalid_request", details: { record: 2 } });
    expect(await refused("record,raw\n")).toMatchObject({ code: "invalid_request" });
    expect(await refused("number\n2")).toMatchObject({ code: "invalid_request" });
    const [found] = await way.prisma.$queryRaw<{ batches: bigint }[]>`
      select count(*) as batches from batch where corrects = ${batch.batchId}`;
    expect(found?.batches).toBe(0n);
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith("advertisex-corrections-"));
    expect(left).toEqual([]);
  });

  it("is not for readers, other sources, or batches that are not there", async () => {
    const batch = await upload("clicks", "application/json", "[{}]");
    const other = await way.makeKey("ingest", await way.makeSource());
    expect((await send(batch.batchId, "text/csv", "record,raw", await way.makeKey("read"))).status).toBe(403);
    expect((await send(batch.batchId, "text/csv", "record,raw", other)).status).toBe(404);
    expect((await send("none", "text/csv", "record,raw")).status).toBe(404);
  });
});
