import { describe, expect, it } from "vitest";
import type { DemoRecord } from "./events";
import { generateDemo } from "./generate";

const nowMs = Date.parse("2026-11-23T04:00:00Z");
const HOUR_MS = 3_600_000;

function generate(seed = 1, days = 30) {
  const demo = generateDemo({ seed, nowMs, days });
  return { demo, records: [...demo.days].flatMap((day) => day.records) };
}

const { demo, records } = generate();
const firsts = records.filter((record) => !record.repeat);

function count(kind: string, only: (record: DemoRecord) => boolean = () => true): number {
  return records.filter((record) => record.event.kind === kind && only(record)).length;
}

describe("generateDemo", () => {
  it("gives the same demo for the same seed, another for another", () => {
    expect(generate(7, 2).records).toEqual(generate(7, 2).records);
    expect(generate(8, 2).records).not.toEqual(generate(7, 2).records);
  });

  it("makes 30 days with the promised numbers of events", () => {
    expect(records.length).toBeGreaterThan(210_000);
    expect(records.length).toBeLessThan(245_000);
    expect(count("conversion")).toBeGreaterThan(1_000);
    expect(count("impression") / records.length).toBeCloseTo(0.5, 1);
    expect(count("bid_request") / records.length).toBeCloseTo(0.47, 1);
  });

  it("never sends before it happened, nor after now, and days in order", () => {
    expect(records.every(({ event, sentAt }) => sentAt >= event.at && sentAt < nowMs)).toBe(true);
    expect(records.every((record, index) => index === 0 || record.sentAt >= (records[index - 1]?.sentAt ?? 0))).toBe(
      true,
    );
  });

  it("gives each event an id of its own, and repeats it word for word", () => {
    const ids = firsts.map(({ event }) => `${event.kind}/${event.eventId}`);
    expect(new Set(ids).size).toBe(ids.length);
    const byId = new Map(firsts.map((record) => [record.event.eventId, record]));
    for (const repeat of records.filter((record) => record.repeat)) {
      expect(byId.get(repeat.event.eventId)?.event).toEqual(repeat.event);
      expect(repeat.defect).toBeNull();
    }
  });

  it("breaks, repeats and delays about as many as it says", () => {
    const share = (only: (record: DemoRecord) => boolean) => records.filter(only).length / records.length;
    expect(share((record) => record.defect !== null)).toBeCloseTo(0.006, 3);
    expect(share((record) => record.repeat)).toBeCloseTo(0.01, 2);
    const late = (record: DemoRecord) => !record.repeat && record.sentAt - record.event.at > HOUR_MS;
    expect(share(late)).toBeGreaterThan(0.007);
    expect(share(late)).toBeLessThan(0.015);
  });

  it("puts one impression in fifty down to crawlers", () => {
    const crawled = count("impression", ({ event }) => event.kind === "impression" && event.userId.startsWith("u-9"));
    expect(crawled / count("impression")).toBeCloseTo(0.02, 2);
  });

  it("shows every creative of the catalogue, and no other", () => {
    const shown = new Set(records.flatMap(({ event }) => (event.kind === "impression" ? [event.creativeId] : [])));
    expect([...shown].sort()).toEqual(demo.catalogue.creatives.map((creative) => creative.id).sort());
  });
});

describe("the planted stories", () => {
  it("silences the tag for six hours, and nobody else", () => {
    const { fromMs, toMs } = demo.stories.outage;
    const inside = records.filter(({ event }) => event.at >= fromMs && event.at < toMs);
    expect(inside.filter(({ channel }) => channel === "web-sdk")).toHaveLength(0);
    expect(inside.filter(({ channel }) => channel === "bidder").length).toBeGreaterThan(500);
    expect(nowMs - toMs).toBeGreaterThan(5 * 24 * HOUR_MS);
  });

  it("holds a part of the partner's three days back, until the first reports stand", () => {
    const { fromMs, toMs, sentMs } = demo.stories.heldBack;
    const held = demo.remaining().waiting.filter(({ event, channel }) => channel === "partner" && event.at < toMs);
    expect(held.length).toBeGreaterThan(100);
    expect(held.filter(({ sentAt }) => sentAt === sentMs).every(({ event }) => event.at >= fromMs)).toBe(true);
    expect(new Set(held.map(({ event }) => event.kind))).toEqual(new Set(["impression", "click", "conversion"]));
    const sent = records.filter(({ event, channel }) => channel === "partner" && event.at >= fromMs && event.at < toMs);
    expect(sent.length).toBeGreaterThan(held.length);
  });

  it("lets one campaign win a fifth of its auctions", () => {
    const since = nowMs - 9 * 24 * HOUR_MS;
    const winRate = (only: (atMs: number) => boolean) => {
      const of = ({ event }: DemoRecord) => event.campaignId === "cmp-1403" && only(event.at);
      return count("impression", of) / count("bid_request", of);
    };
    expect(winRate((atMs) => atMs > since) / winRate((atMs) => atMs < since)).toBeLessThan(0.35);
  });

  it("lets one campaign's click rate fall", () => {
    const rate = (only: (atMs: number) => boolean) => {
      const of = ({ event }: DemoRecord) => event.campaignId === "cmp-1202" && only(event.at);
      return count("click", of) / count("impression", of);
    };
    const dayMs = 24 * HOUR_MS;
    expect(rate((atMs) => atMs > nowMs - 4 * dayMs) / rate((atMs) => atMs < nowMs - 12 * dayMs)).toBeLessThan(0.6);
  });
});

describe("journeys", () => {
  it("links auctions, impressions and clicks", () => {
    const auctions = new Set(firsts.flatMap(({ event }) => (event.kind === "bid_request" ? [event.auctionId] : [])));
    const won = firsts.flatMap(({ event }) =>
      event.kind === "impression" && event.auctionId ? [event.auctionId] : [],
    );
    // a bid request or two were still on their way when the first day began
    expect(won.filter((id) => !auctions.has(id)).length).toBeLessThan(10);
    expect(won.length / auctions.size).toBeGreaterThan(0.4);
  });

  it("lets many who convert be touched more than once before, and some without a click", () => {
    const touches = new Map<string, number[]>();
    const clicks = new Set<string>();
    for (const { event } of firsts) {
      const pair = `${event.userId}/${event.campaignId}`;
      if (event.kind === "impression") touches.set(pair, [...(touches.get(pair) ?? []), event.at]);
      if (event.kind === "click") clicks.add(pair);
    }
    const conversions = firsts.flatMap(({ event }) => (event.kind === "conversion" ? [event] : []));
    const pairOf = (event: { userId: string; campaignId: string }) => `${event.userId}/${event.campaignId}`;
    const several = conversions.filter(
      (event) => (touches.get(pairOf(event)) ?? []).filter((at) => at < event.at).length > 1,
    );
    const viewOnly = conversions.filter((event) => touches.has(pairOf(event)) && !clicks.has(pairOf(event)));
    expect(several.length / conversions.length).toBeGreaterThan(0.3);
    expect(viewOnly.length / conversions.length).toBeGreaterThan(0.1);
  });

  it("reports a few orders twice, as conversions of their own", () => {
    const byOrder = new Map<string, Set<string>>();
    for (const { event } of firsts) {
      if (event.kind !== "conversion" || event.orderId === null) continue;
      byOrder.set(event.orderId, (byOrder.get(event.orderId) ?? new Set()).add(event.eventId));
    }
    const twice = [...byOrder.values()].filter((ids) => ids.size > 1).length;
    expect(twice / byOrder.size).toBeGreaterThan(0.01);
    expect(twice / byOrder.size).toBeLessThan(0.06);
  });
});
