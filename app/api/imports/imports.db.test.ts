import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectionSchema, previewSchema } from "@/lib/contracts/preview";
import { POST as previewRoute } from "../sources/[id]/mapping/preview/route";
import { POST as importRoute } from "./[kind]/route";
import { POST as inspectRoute } from "./inspect/route";
import { openWholeWay } from "./whole-way.fixture";

let way: Awaited<ReturnType<typeof openWholeWay>>;
let source: string;
beforeAll(async () => {
  way = await openWholeWay();
  source = await way.makeSource({ clicks: { fields: { occurredAt: { path: "when", type: "iso" } } } });
});
afterAll(() => way.close());

const at = new Date(Date.now() - 3_600_000).toISOString();
const csv = (...rows: string[]) => ["when;user_id;campaign_id", ...rows].join("\n");
const click = (campaign = way.ids.campaignId) => `${at};${randomUUID()};${campaign}`;
const upload = (body: BodyInit, options: { source?: string; kind?: string; key?: string; name?: string } = {}) => {
  const { kind = "clicks", key, name = "Kl%C3%A4cks.csv" } = options;
  return way.call(importRoute, {
    path: `/api/imports/${kind}?wait=30&source=${options.source ?? source}`,
    params: { kind },
    method: "POST",
    key,
    headers: { "content-type": "text/csv", "x-file-name": name },
    body,
  });
};

describe("POST /api/imports/{kind}", () => {
  it("takes a file in for a source, and tells what became of it", async () => {
    const answer = await upload(csv(click(), click(), click("none such")));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      source,
      kind: "clicks",
      state: "done",
      received: 3,
      stored: 2,
      rejected: 1,
      via: "console",
      fileName: "Kläcks.csv",
      corrects: null,
    });
  });

  it("refuses a source or a kind that is not there, a name that cannot be read, and other keys", async () => {
    expect((await upload("a,b\n1,2", { source: "none" })).status).toBe(404);
    expect((await upload("a,b\n1,2", { kind: "views" })).status).toBe(404);
    expect((await upload("a,b\n1,2", { name: "100%" })).status).toBe(400);
    expect((await upload("a,b\n1,2", { key: await way.makeKey("read") })).status).toBe(403);
    expect((await upload("a,b\n1,2", { key: await way.makeKey("ingest", source) })).status).toBe(403);
  });
});

const inspect = async (body: BodyInit, name: string, type = "application/octet-stream") => {
  const headers = { "content-type": type, "x-file-name": encodeURIComponent(name) };
  const answer = await way.call(inspectRoute, { path: "/api/imports/inspect", method: "POST", headers, body });
  expect(answer.status).toBe(200);
  return inspectionSchema.strict().parse(await answer.json());
};

describe("POST /api/imports/inspect", () => {
  it("tells what a compressed file is, and whose", async () => {
    const other = await way.makeSource();
    const seen = await inspect(new Uint8Array(gzipSync(csv(click(), click(), click("none such")))), "daily.csv.gz");
    expect(seen).toMatchObject({
      contentType: "text/csv",
      contentEncoding: "gzip",
      delimiter: ";",
      fields: ["when", "user_id", "campaign_id"],
      problem: null,
    });
    expect(seen.candidates[0]).toEqual({
      sourceId: source,
      sourceName: `Name of ${source}`,
      kind: "clicks",
      accepted: 2,
      rejected: 1,
    });
    expect(seen.candidates.map(({ sourceId }) => sourceId)).not.toContain(other);
  });

  it("knows the kind of a file that could be several by its name, and by what came before", async () => {
    const rows = Array.from({ length: 3 }, () => `${at},${randomUUID()},${way.ids.campaignId},purchase`);
    const text = ["timestamp,user_id,campaign_id,conversion_type", ...rows].join("\n");
    expect((await inspect(text, "clicks.csv")).candidates[0]?.kind).toBe("clicks");
    expect((await inspect(text, "conversions.csv")).candidates[0]?.kind).toBe("conversions");
    expect((await inspect(text, "a.csv")).candidates[0]?.kind).toBe("interactions");
    const later = await way.makeSource();
    expect((await upload(text, { source: later, kind: "conversions", name: "nightly-1.csv" })).status).toBe(200);
    expect((await inspect(text, "nightly-2.csv")).candidates[0]).toMatchObject({
      sourceId: later,
      kind: "conversions",
    });
  });

  it("says why a file cannot be read", async () => {
    expect(await inspect("", "a.csv")).toMatchObject({
      contentType: null,
      problem: "The file is empty.",
      candidates: [],
    });
  });

  it("reads a file as it is told to", async () => {
    const seen = await inspect(csv(click()), "a.csv", "text/csv; charset=iso-8859-1");
    expect(seen).toMatchObject({ contentType: "text/csv; charset=iso-8859-1", description: "CSV, semicolon, Latin-1" });
  });

  it("takes no more than the beginning of a file, and only of who may import", async () => {
    const init = { path: "/api/imports/inspect", method: "POST" };
    expect((await way.call(inspectRoute, { ...init, body: new Uint8Array(512 * 1024 + 1) })).status).toBe(413);
    const read = await way.makeKey("read");
    expect((await way.call(inspectRoute, { ...init, key: read, body: "x" })).status).toBe(403);
  });
});

const preview = (input: object, id = source) =>
  way.call(previewRoute, {
    path: `/api/sources/${id}/mapping/preview`,
    params: { id },
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  });

describe("POST /api/sources/{id}/mapping/preview", () => {
  it("shows the first records as the source's mapping reads them, with what is wrong", async () => {
    const input = { kind: "clicks", contentType: "text/csv", sample: csv(click(), `x;u;${way.ids.campaignId}`) };
    const shown = previewSchema.strict().parse(await (await preview(input)).json());
    expect(shown).toMatchObject({ sourceId: source, kind: "clicks", accepted: 1, rejected: 1 });
    expect(shown.records).toMatchObject([
      { record: 1, kind: "click", event: { occurredAt: at, campaignId: way.ids.campaignId }, rejection: null },
      { record: 2, rejection: { reason: "wrong_type", field: "occurredAt" } },
    ]);
  });

  it("tries another mapping, on bytes too", async () => {
    const sample = Buffer.from(
      gzipSync(`[{"t":${Date.parse(at)},"user_id":"u","campaign_id":"${way.ids.campaignId}"}]`),
    );
    const mapping = { clicks: { fields: { occurredAt: { path: "t", type: "epoch_ms" } } } };
    const input = { kind: "clicks", encoding: "base64", sample: sample.toString("base64") };
    expect(await (await preview({ ...input, mapping })).json()).toMatchObject({ accepted: 1, rejected: 0 });
    expect(await (await preview(input)).json()).toMatchObject({ accepted: 0, rejected: 1 });
  });

  it("shows 20 records of many", async () => {
    const sample = JSON.stringify(Array.from({ length: 50 }, () => ({})));
    const shown = previewSchema.parse(await (await preview({ kind: "clicks", sample })).json());
    expect(shown.records).toHaveLength(20);
  });

  it.each<[string, object, number]>([
    ["a sample that is not what it says", { kind: "clicks", sample: "a,b" }, 400],
    ["nothing", { kind: "clicks", sample: "" }, 400],
    ["a type that is not read", { kind: "clicks", sample: "x", contentType: "image/png" }, 415],
    ["no base64", { kind: "clicks", sample: "§", encoding: "base64" }, 400],
    ["a kind that is none", { kind: "views", sample: "[]" }, 400],
    ["too much", { kind: "clicks", sample: "ä".repeat(400_000) }, 413],
  ])("refuses %s", async (_, input, status) => expect((await preview(input)).status).toBe(status));

  it("refuses a source that is not there", async () => {
    expect((await preview({ kind: "clicks", sample: "[{}]" }, "none")).status).toBe(404);
  });
});
