import { describe, expect, it } from "vitest";
import { trafficMessageSchema } from "@/lib/contracts/traffic-message";
import type { IdentifiedRecord } from "./deduplicate/identify";
import { trafficMessages } from "./traffic-messages";

const keyOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
const record = (kind: string, at: number, change: object = {}) =>
  ({
    kind,
    userKey: keyOf(1),
    addressKey: keyOf(2),
    site: "example.com",
    campaignId: "c",
    event: { occurredAt: at },
    ...change,
  }) as IdentifiedRecord;

describe("trafficMessages", () => {
  it("names each user, address, site and campaign with clicks once, from its first to its last event", () => {
    const records = [record("impression", 30), record("click", 10), record("click", 20), record("conversion", 90)];
    const span = { from: 10, to: 30 };
    expect(trafficMessages("batch-1", records)).toEqual([
      {
        cause: "batch-1",
        users: [{ userKey: keyOf(1), from: 10, to: 90 }],
        addresses: [{ addressKey: keyOf(2), ...span }],
        sites: [{ site: "example.com", ...span }],
        campaigns: [{ campaignId: "c", from: 10, to: 20 }],
      },
    ]);
  });

  it("names a key once for every stretch of time, so that nothing between them is looked at", () => {
    const records = [record("impression", 90_000), record("impression", 10), record("impression", 50_000)];
    const [message] = trafficMessages("b", [...records, record("impression", 9_000_000)]);
    expect(message?.sites).toEqual([
      { site: "example.com", from: 10, to: 90_000 },
      { site: "example.com", from: 9_000_000, to: 9_000_000 },
    ]);
    expect(message?.users.map(({ from, to }) => [from, to])).toEqual([
      [10, 90_000],
      [9_000_000, 9_000_000],
    ]);
  });

  it("names no address or site that is not known, and nothing of bid requests", () => {
    expect(trafficMessages("b", [record("bid_request", 1)])).toEqual([]);
    const [message] = trafficMessages("b", [record("impression", 1, { addressKey: null, site: null })]);
    expect(message).toMatchObject({ addresses: [], sites: [], campaigns: [] });
  });

  it("cuts what is much into messages that a NATS server takes, and leaves nothing out", () => {
    const records = Array.from({ length: 20_000 }, (_, index) =>
      record(index % 2 ? "click" : "impression", index, {
        userKey: keyOf(index),
        addressKey: keyOf(100_000 + index),
        site: `${index}${"\u0001".repeat(index % 50 === 0 ? 2000 : 3)}`,
        campaignId: `c${index % 700}`,
      }),
    );
    const messages = trafficMessages("b", records);
    const lengths = messages.map((message) => JSON.stringify(message).length);
    expect(Math.max(...lengths)).toBeLessThan(256 * 1024);
    expect(messages.every((message) => trafficMessageSchema.safeParse(message).success)).toBe(true);
    const named = (list: "users" | "addresses" | "sites" | "campaigns") =>
      new Set(messages.flatMap((message) => message[list].map((entry) => JSON.stringify(entry)))).size;
    expect([named("users"), named("addresses"), named("sites"), named("campaigns")]).toEqual([
      20_000, 20_000, 20_000, 350,
    ]);
    expect(trafficMessages("b", records)).toEqual(messages);
  });
});
