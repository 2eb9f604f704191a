import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { encodeFrames } from "@/lib/contracts/frames";
import type { IngestKind } from "@/lib/contracts/kinds";
import { proposalSchema } from "@/lib/contracts/preview";
import type { Mapping } from "@/lib/contracts/source";
import { decodedThroughStages } from "../chunk.fixture";
import { decodeChunk } from "../decode/decode-chunk";
import { proposeMapping } from "./propose-mapping";

const now = Date.UTC(2026, 10, 23);
type Records = Record<string, unknown>[];

const propose = (kind: IngestKind, records: Records, mapping: Mapping = {}) => {
  const proposal = proposalSchema.parse(proposeMapping({ records, kind, mapping, now }));
  return {
    ...proposal,
    rules: proposal.mapping[kind]?.fields ?? {},
    of: (name: string) => proposal.fields.find(({ field }) => field === name),
  };
};

/** How many records of a chunk pass all stages with a mapping. */
async function accepted(header: ChunkHeader, bytes: Uint8Array, mapping: Mapping) {
  const decoded = await decodeChunk(header, bytes);
  const settings = { mapping, unknownReferences: "create" as const };
  const { candidates, rejected } = decodedThroughStages(
    header,
    decoded,
    { campaigns: new Map(), creatives: new Map() },
    settings,
  );
  return { accepted: candidates.length, rejected: rejected.map(({ message }) => message) };
}

const header = (change: Partial<ChunkHeader>): ChunkHeader => ({
  batchId: randomUUID(),
  sourceId: "s",
  kind: "impressions",
  format: "json",
  chunkNo: 0,
  firstRecord: 1,
  records: 1,
  receivedAt: new Date().toISOString(),
  ...change,
});
const frames = (texts: string[]) => encodeFrames(texts.map((text) => new TextEncoder().encode(text)));

const folder = join(process.env.FIXTURES_DIR ?? "../shared/fixtures", "advertisex-brief/data");
const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const files: Record<string, () => { kind: IngestKind; format: ChunkHeader["format"]; bytes: Uint8Array }> = {
  "ad_impressions.json": () => {
    const records = JSON.parse(text(read("ad_impressions.json"))) as unknown[];
    return { kind: "impressions", format: "json", bytes: frames(records.map((record) => JSON.stringify(record))) };
  },
  "clicks_conversions.csv": () => {
    const rows = text(read("clicks_conversions.csv")).trim().split(/\r?\n/);
    return { kind: "interactions", format: "csv", bytes: frames(rows) };
  },
  "bid_requests.avro": () => ({ kind: "bid-requests", format: "avro", bytes: read("bid_requests.avro") }),
};

describe("a proposal", () => {
  it.each(Object.entries(files))("takes in all of the brief's %s", async (name, cut) => {
    if (!existsSync(join(folder, name))) {
      console.warn(`NOT TESTED: there is no ${name}. Set FIXTURES_DIR to test with the brief's files.`);
      return;
    }
    const { bytes, kind, format } = cut();
    const chunk = header({ kind, format, records: 1000 });
    const decoded = await decodeChunk(chunk, bytes);
    const records = decoded.flatMap((item) => ("value" in item ? [item.value as Record<string, unknown>] : []));
    const { mapping } = propose(kind, records.slice(0, 20));
    expect(await accepted(chunk, bytes, mapping)).toEqual({ accepted: 1000, rejected: [] });
  });

  it("finds similar names, says how the values are read, and takes in what it was made from", async () => {
    const records = [
      {
        advert_id: "a1",
        user: "u1",
        click_time: "13/05/2024 10:00",
        page_url: "https://shop.example.com/x?y",
        cost: "0.25",
        inView: "yes",
      },
      {
        advert_id: "a2",
        user: "u2",
        click_time: "04/05/2024 09:30",
        page_url: "https://news.example.org/",
        cost: "1.5",
        inView: "no",
      },
    ];
    const proposal = propose("impressions", records);
    expect(proposal.rules).toEqual({
      creativeId: "advert_id",
      userId: "user",
      occurredAt: { path: "click_time", type: "datetime", format: "dd/MM/yyyy HH:mm" },
      site: { path: "page_url", type: "url" },
      priceMicros: { path: "cost", type: "decimal" },
      viewable: { path: "inView", map: { yes: "true", no: "false" } },
    });
    expect(proposal.of("creativeId")).toMatchObject({ by: "proposed", required: true, note: expect.any(String) });
    expect(proposal.of("auctionId")).toMatchObject({ by: "none", path: null });
    const chunk = header({ records: 2 });
    const bytes = frames(records.map((record) => JSON.stringify(record)));
    expect(await accepted(chunk, bytes, proposal.mapping)).toEqual({ accepted: 2, rejected: [] });
  });

  it("leaves known names without a rule, but where the values need one", () => {
    const { rules, of } = propose("conversions", [
      { timestamp: "2024-05-04T10:00:00Z", "User-ID": 7, ad_campaign_id: 3, type: "buy", revenue: "12.50" },
    ]);
    expect(rules).toEqual({ valueMicros: { path: "revenue", type: "decimal" } });
    expect(of("userId")).toEqual({ field: "userId", required: true, path: "User-ID", by: "alias", note: null });
    expect(of("valueMicros")).toMatchObject({ by: "proposed", note: expect.stringContaining("12.50") });
  });

  it("guesses neither the order of day and month nor the unit of whole amounts", () => {
    const { rules, of } = propose("conversions", [{ timestamp: "4/5/2024", uid: "u", revenue: 1250, total_value: 3 }]);
    expect(rules).toEqual({ userId: "uid" });
    expect(of("occurredAt")).toMatchObject({
      path: "timestamp",
      by: "alias",
      note: "4/5/2024 may be April or May: name the format.",
    });
    expect(of("valueMicros")).toMatchObject({ by: "alias", note: expect.stringContaining("choose the type") });
  });

  it("keeps every rule of the source, and gives no field of theirs to two of ours", () => {
    const mapping: Mapping = { clicks: { fields: { userId: "id", occurredAt: { default: "$receivedAt" } } } };
    const { rules, fields, of } = propose("clicks", [{ id: "u1", campaign: "c", event_id: "e", crid: "k" }], mapping);
    expect(rules).toEqual({
      userId: "id",
      occurredAt: { default: "$receivedAt" },
      campaignId: "campaign",
      creativeId: "crid",
    });
    expect(of("userId")).toMatchObject({ by: "mapped", path: "id" });
    const paths = fields.flatMap(({ path }) => (path === null ? [] : [path]));
    expect(new Set(paths).size).toBe(paths.length);
  });

  it("supplies the time of arrival only where nothing holds a time", () => {
    expect(propose("clicks", [{ userId: "u", campaignId: "c" }]).rules).toEqual({
      occurredAt: { default: "$receivedAt" },
    });
    const unreadable = propose("clicks", [{ userId: "u", campaignId: "c", time: "soon" }]);
    expect(unreadable.rules).toEqual({});
    expect(unreadable.of("occurredAt")?.note).toContain("no times that are understood");
    expect(propose("clicks", []).rules).toEqual({});
  });

  it("finds by their values what names do not tell, when only one field holds such", () => {
    const one = {
      a: "10.1.2.3",
      b: "Mozilla/5.0 (X11)",
      c: "2024-05-04 10:00:00",
      d: "https://example.com/x",
      userId: "u",
      campaignId: "c",
    };
    expect(propose("clicks", [one]).rules).toEqual({
      ip: "a",
      userAgent: "b",
      occurredAt: "c",
      site: { path: "d", type: "url" },
    });
    const two = propose("clicks", [{ ...one, e: "10.1.2.4" }]);
    expect(two.of("ip")).toMatchObject({ by: "none", note: expect.stringContaining("choose one") });
  });

  it("tells clicks from conversions in a mixed file by their words for it", () => {
    const records = ["CLK", "purchase", "c"].map((event, index) => ({
      event,
      uid: `u${index}`,
      cmp: "c",
      ts: 1_702_574_194,
    }));
    expect(propose("interactions", records).rules).toEqual({
      conversionType: { path: "event", map: { CLK: "click", c: "click" } },
      userId: "uid",
      campaignId: "cmp",
    });
  });

  it("leaves an OpenRTB request as it is known, and looks for its time only", () => {
    const request = {
      id: "a1",
      imp: [{ id: "1", banner: { w: 300, h: 250 }, bidfloor: 0.5, tagid: "t" }],
      site: { page: "https://example.com/x", publisher: { id: "p" } },
      device: { ua: "Mozilla/5.0", ip: "10.0.0.1", geo: { country: "DEU" } },
      user: { id: "u" },
    };
    const { rules, of } = propose("bid-requests", [request]);
    expect(rules).toEqual({ occurredAt: { default: "$receivedAt" } });
    expect(of("userId")).toMatchObject({ by: "alias", path: "user.id" });
    expect(of("country")).toMatchObject({ by: "alias", path: "device.geo.country" });
    expect(propose("bid-requests", [{ ...request, ext: { request_ts: 1_702_574_194_123 } }]).rules).toEqual({
      occurredAt: "ext.request_ts",
    });
  });

  it("reads nested fields of other records", () => {
    const record = {
      ad: { campaign: { id: "c" }, creative: { id: "k" } },
      user: { id: "u" },
      context: { page: { url: "https://example.com" }, ts: 1_702_574_194 },
    };
    expect(propose("clicks", [record]).rules).toEqual({
      campaignId: "ad.campaign.id",
      creativeId: "ad.creative.id",
      userId: "user.id",
      occurredAt: "context.ts",
      site: { path: "context.page.url", type: "url" },
    });
  });

  it("is unmoved by hostile names and values", () => {
    const hostile = JSON.parse(
      '{"__proto__":{"user_id":"x"},"constructor":"c","toString":1,"user\\u0000id":"n","\\ud800campaign":"h","":"e","hasOwnProperty":"h"}',
    ) as Record<string, unknown>;
    const proposal = propose("clicks", [
      hostile,
      Object.assign(Object.create(null), { __proto__: "p", campaign: "c" }),
    ]);
    expect(proposal.rules.campaignId).toBe("campaign");
    expect(Object.keys(proposal.rules).every((name) => /^[a-zA-Z]+$/.test(name))).toBe(true);
    expect(({} as Record<string, unknown>).user_id).toBeUndefined();
  });

  it("is bounded with 10,000 columns and long values", () => {
    const wide = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`column_${index}_id`, "x".repeat(500)]),
    );
    const records = Array.from({ length: 100 }, () => ({ userId: "u", ...wide }));
    const proposal = propose("clicks", records);
    expect(proposal.sample).toHaveLength(500);
    expect(JSON.stringify(proposal).length).toBeLessThan(200_000);
    expect(proposal.of("userId")).toMatchObject({ by: "alias" });
  });
});
