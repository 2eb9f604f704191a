import { describe, expect, it } from "vitest";
import type { DemoEvent } from "../events";
import { generateDemo } from "../generate";
import { createFraudPlan, fraudSites } from "./fraud-plan";

const nowMs = Date.parse("2026-11-23T04:00:00Z");
const HOUR_MS = 3_600_000;

const events = [...generateDemo({ seed: 1, nowMs, days: 30 }).days].flatMap((day) =>
  day.records.filter(({ repeat, defect }) => !repeat && defect === null).map(({ event }) => event),
);
const clicks = events.flatMap((event) => (event.kind === "click" ? [event] : []));
const impressions = events.flatMap((event) => (event.kind === "impression" ? [event] : []));
const dayOf = ({ at }: DemoEvent) => new Date(at).toISOString().slice(0, 10);

function groups<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const members = found.get(keyOf(item));
    if (members) members.push(item);
    else found.set(keyOf(item), [item]);
  }
  return found;
}

/** The most events of a list within one stretch of time. */
function mostWithin(items: readonly DemoEvent[], ms: number): number {
  const times = items.map(({ at }) => at).sort((a, b) => a - b);
  let [most, first] = [0, 0];
  times.forEach((at, index) => {
    while ((times[first] ?? at) <= at - ms) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
}

describe("the planted invalid traffic", () => {
  it("is small beside the honest one", () => {
    const invented = events.filter(({ userId }) => userId.startsWith("u-8")).length;
    expect(invented / events.length).toBeGreaterThan(0.002);
    expect(invented / events.length).toBeLessThan(0.01);
    const farmed = clicks.filter(({ userId }) => userId.startsWith("u-81")).length;
    expect(farmed / clicks.length).toBeLessThan(0.04);
  });

  it("has one address with far more clicks in an hour than people behind one make", () => {
    const busiest = [...groups(clicks, ({ ip }) => ip)].map(([ip, own]) => ({ ip, most: mostWithin(own, HOUR_MS) }));
    const tooMany = busiest.filter(({ most }) => most > 60);
    expect(tooMany).toEqual([{ ip: "198.51.100.255", most: expect.any(Number) }]);
    expect(Math.max(...busiest.filter(({ most }) => most <= 60).map(({ most }) => most))).toBeLessThan(10);
  });

  it("has one user id on many addresses of a day, and nobody else on more than three", () => {
    const days = [...groups(impressions, (event) => `${event.userId} ${dayOf(event)}`)].map(([key, own]) => ({
      user: key.split(" ")[0],
      addresses: new Set(own.map(({ ip }) => ip)).size,
    }));
    expect(new Set(days.filter(({ addresses }) => addresses > 10).map(({ user }) => user))).toEqual(
      new Set(["u-830000"]),
    );
    expect(days.filter(({ addresses }) => addresses > 3 && addresses <= 10)).toEqual([]);
  });

  it("has one user who is shown more in a minute than a person can see", () => {
    const tooMany = [...groups(impressions, ({ userId }) => userId)].filter(([, own]) => mostWithin(own, 60_000) > 60);
    expect(tooMany.map(([user]) => user)).toEqual(["u-840000"]);
  });

  it("has impressions of data centres, of private addresses and out of sight, some of each every week", () => {
    const week = impressions.filter(({ at }) => at > nowMs - 7 * 24 * HOUR_MS);
    const some = (only: (event: (typeof impressions)[number]) => boolean) => week.filter(only).length;
    expect(some(({ ip }) => /^(3\.208|52\.4|88\.198|135\.181|167\.71|51\.68)\./.test(ip))).toBeGreaterThan(50);
    expect(some(({ ip }) => ip.startsWith("10."))).toBeGreaterThan(2);
    expect(some(({ hidden }) => hidden === true)).toBeGreaterThan(20);
  });

  it("has clicks again at once, and clicks faster than a hand", () => {
    const again = [...groups(clicks, (event) => `${event.userId} ${event.campaignId}`).values()].filter(
      (own) => mostWithin(own, 10_000) > 1,
    );
    expect(again.length).toBeGreaterThan(30);
    const shown = groups(impressions, (event) => `${event.userId} ${event.campaignId}`);
    const tooSoon = clicks.filter((click) =>
      (shown.get(`${click.userId} ${click.campaignId}`) ?? []).some(({ at }) => click.at > at && click.at - at < 300),
    );
    expect(tooSoon.length).toBeGreaterThan(20);
    expect(tooSoon.every(({ userId }) => userId.startsWith("u-85"))).toBe(true);
  });

  it("has days of spam whose clicks are mostly with their impression all the same", () => {
    const seen = new Set(impressions.map(({ userId, campaignId }) => `${userId} ${campaignId}`));
    for (const { campaignId, atMs, kind } of createFraudPlan(nowMs)) {
      if (kind !== "spam") continue;
      const day = new Date(atMs).toISOString().slice(0, 10);
      const own = clicks.filter((click) => click.campaignId === campaignId && dayOf(click) === day);
      const matched = own.filter(({ userId }) => seen.has(`${userId} ${campaignId}`)).length;
      expect(own.length).toBeGreaterThanOrEqual(20);
      expect(matched / own.length).toBeGreaterThan(0.5);
      expect(own.length - matched).toBeGreaterThan(4);
    }
  });

  it("happens mostly on two sites", () => {
    const bySite = groups(
      impressions.filter(({ userId }) => userId.startsWith("u-8")),
      ({ site }) => site,
    );
    const largest = [...bySite].sort((a, b) => b[1].length - a[1].length).map(([site]) => site);
    expect(largest.slice(0, 2).sort()).toEqual([...fraudSites].sort());
  });
});
