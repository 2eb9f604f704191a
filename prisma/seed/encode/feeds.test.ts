import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import avro from "avsc";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { mappingSchema } from "@/lib/contracts/source";
import type { DemoRecord } from "../events";
import { generateDemo } from "../generate";
import { partnerMapping } from "../wire/partner";
import { belongsTo, type Feed, feeds } from "./feeds";

const records = [...generateDemo({ seed: 5, nowMs: Date.parse("2026-11-23T04:00:00Z"), days: 3 }).days].flatMap(
  (day) => day.records,
);

function fileOf(name: string): { own: DemoRecord[]; bytes: Buffer; feed: Feed } {
  const feed = feeds.find((candidate) => candidate.name === name);
  if (!feed) throw new Error(`no feed ${name}`);
  const own = records.filter((record) => belongsTo(feed, record));
  const encoder = feed.createEncoder();
  const middle = Math.floor(own.length / 3);
  const bytes = Buffer.concat([encoder.push(own.slice(0, middle)), encoder.push(own.slice(middle)), encoder.finish()]);
  return { own, bytes, feed };
}

async function readAvro(bytes: Buffer): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  const decoder = new avro.streams.BlockDecoder();
  decoder.on("data", (value: Record<string, unknown>) => found.push(value));
  await pipeline(Readable.from([bytes]), decoder, { end: true });
  return found;
}

describe("feeds", () => {
  it("puts every record into exactly one feed", () => {
    expect(records.every((record) => feeds.filter((feed) => belongsTo(feed, record)).length === 1)).toBe(true);
  });

  it("writes the bidder's file so that avsc reads back every record", async () => {
    const { own, bytes } = fileOf("bidder-bid-requests");
    const found = await readAvro(bytes);
    expect(found).toHaveLength(own.length);
    const index = own.findIndex((record) => record.defect === null);
    const { event } = own[index]!;
    expect(found[index]).toMatchObject({ eventId: event.eventId, occurredAt: event.at, campaignId: event.campaignId });
    const broken = own.findIndex((record) => record.defect === "missing_field");
    expect(found[broken]?.auctionId).toBeNull();
  });

  it("writes the tag's impressions as lines of which only the cut ones are no JSON", () => {
    const { own, bytes } = fileOf("web-sdk-impressions");
    const lines = bytes.toString().trimEnd().split("\n");
    expect(lines).toHaveLength(own.length);
    const readable = lines.map((line) => {
      try {
        return JSON.parse(line) as Record<string, unknown>;
      } catch {
        return null;
      }
    });
    expect(readable.map((value) => value === null)).toEqual(own.map((record) => record.defect === "malformed"));
    const index = own.findIndex((record) => record.defect === null);
    expect(readable[index]?.occurredAt).toBe(new Date(own[index]!.event.at).toISOString());
  });

  it("writes the partner's impressions as one array", () => {
    const { own, bytes } = fileOf("partner-impressions");
    const found = JSON.parse(bytes.toString()) as { ref: string; shown_at: number }[];
    expect(found.map((value) => value.ref)).toEqual(own.map((record) => record.event.eventId));
    const index = own.findIndex((record) => record.defect === null);
    expect(found[index]!.shown_at * 1000).toBe(own[index]!.event.at);
  });

  it.each(["web-sdk-interactions", "partner-interactions"])(
    "writes %s as CSV of which only the cut rows are short",
    (name) => {
      const { own, bytes } = fileOf(name);
      const [header, ...rows] = Papa.parse<string[]>(bytes.toString().trimEnd()).data;
      expect(rows).toHaveLength(own.length);
      expect(rows.map((row) => row.length < header!.length)).toEqual(
        own.map((record) => record.defect === "malformed"),
      );
      expect(rows.map((row) => row[0])).toEqual(own.map((record) => record.event.eventId));
    },
  );

  it("tells the partner's times in its own zone, day first", () => {
    const { own, bytes } = fileOf("partner-interactions");
    const rows = Papa.parse<string[]>(bytes.toString().trimEnd()).data.slice(1);
    const index = own.findIndex((record) => record.defect === null);
    const [, day, month, year, time] = /^(\d\d)\/(\d\d)\/(\d{4}) (.*)$/.exec(rows[index]![1]!)!;
    expect(Date.parse(`${year}-${month}-${day}T${time}+05:30`)).toBe(own[index]!.event.at);
  });

  it("writes an empty file of each format that can be read", async () => {
    for (const feed of feeds) {
      const bytes = Buffer.concat([feed.createEncoder().finish()]);
      if (feed.extension === "json") expect(JSON.parse(bytes.toString())).toEqual([]);
      if (feed.extension === "avro") expect(await readAvro(bytes)).toEqual([]);
      if (feed.extension === "csv")
        expect(bytes.toString().trimEnd().split(",")).toHaveLength(feed.channel === "partner" ? 10 : 12);
    }
  });

  it("has a mapping for the partner that the contract takes", () => {
    expect(mappingSchema.parse(partnerMapping)).toEqual(partnerMapping);
  });
});
