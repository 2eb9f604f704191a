import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CampaignRules } from "@/lib/attribution/journey";
import { event } from "@/lib/attribution/journey.fixture";
import { type ConversionList, conversionListQuerySchema, conversionListSchema } from "@/lib/contracts/conversions";
import { everyAdvertiser } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { insertWorld, randomWorld, toWorld, userKeyOf } from "./attribution-world.fixture";
import { downloadConversions, listConversions } from "./list-conversions";

const rules: CampaignRules = { clickWindowDays: 30, viewWindowDays: 2, pricing: "cpa", priceMicros: 5_000_000n };
const world = randomWorld({ campaignId: "list-random", rules, seed: 11, users: 6, size: 50, model: "linear" });
const conversions = world.journeys.flatMap(({ events }) => events.filter((each) => each.kind === "conversion"));
const all = { from: "2025-12-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await insertWorld(prisma, world);
  // a time of day that many share, as of files with dates only
  const sameTime = Array.from({ length: 130 }, (_, no) =>
    event("conversion", `list-same-${String(no).padStart(4, "0")}`, "2026-06-01T00:00:00Z", { creativeId: null }),
  );
  const click = event("click", "list-same-click", "2026-05-20T00:00:00Z", { creativeId: "creative-0" });
  await insertWorld(
    prisma,
    toWorld({
      campaignId: "list-same",
      rules,
      journeys: [
        { userKey: userKeyOf("a"), events: [...sameTime.slice(2), click] },
        // the last that are looked at
        { userKey: userKeyOf("b"), events: sameTime.slice(0, 2) },
      ],
    }),
  );
}, 120_000);
afterAll(() => prisma.$disconnect());

const limits = { page: 100, download: 130 };
const ask = async (query: object, campaignId = "list-random"): Promise<ConversionList> =>
  conversionListSchema.parse(
    await listConversions(
      everyAdvertiser,
      campaignId,
      conversionListQuerySchema.parse({ ...all, ...query }),
      prisma,
      limits,
    ),
  );

async function pages(query: object, campaignId?: string): Promise<ConversionList["rows"][]> {
  const found: ConversionList["rows"][] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: ConversionList = await ask({ ...query, ...(cursor && { cursor }) }, campaignId);
    found.push(page.rows);
    cursor = page.nextCursor;
  }
  return found;
}

describe("listConversions", () => {
  it.each([1, 7, conversions.length, 200])("gives every conversion once, newest first, %i a page", async (limit) => {
    const found = await pages({ limit });
    expect(found).toHaveLength(Math.max(1, Math.ceil(conversions.length / limit)));
    const ids = found.flat().map((row) => row.eventId);
    expect(ids.toSorted()).toEqual(conversions.map((each) => each.eventId).sort());
    const times = found.flat().map((row) => row.occurredAt);
    expect(times).toEqual(times.toSorted().reverse());
  });

  it("tells of each what the campaign's own model makes of it", async () => {
    for (const row of (await pages({ limit: 200 })).flat()) {
      const own = world.credits.filter((each) => each.conversionId === row.eventId && each.model === "linear");
      const most = own.toSorted((a, b) => Number(b.creditMicros - a.creditMicros) || b.position - a.position)[0]!;
      const credited = most.touchKind === "click" || most.touchKind === "view";
      const event = conversions.find((each) => each.eventId === row.eventId);
      expect(row).toEqual({
        eventId: row.eventId,
        occurredAt: new Date(most.at).toISOString(),
        conversionType: "purchase",
        valueMicros: Number(event?.valueMicros),
        orderId: event?.orderId,
        filterReason: event?.filtered ? "known_crawler" : null,
        state: credited ? "credited" : most.touchKind === "none" ? "unattributed" : "repeated_order",
        touches: credited ? own.length : 0,
        touchKind: credited ? most.touchKind : null,
        creativeId: credited ? most.creativeId : null,
        creativeName: credited ? most.creativeId.replace("creative-0", "The first creative") : null,
        site: credited ? most.site : null,
      });
    }
  });

  it.each(["credited", "unattributed", "repeated_order", "pending"] as const)(
    "finds those that are %s",
    async (state) => {
      const wanted = (await pages({ limit: 200 })).flat().filter((row) => row.state === state);
      expect(wanted.length > 0).toBe(state !== "pending");
      expect((await pages({ state, limit: 3 })).flat()).toEqual(wanted);
    },
  );

  it("looks at some only for a rare state, and goes on behind them, also at one instant", async () => {
    const found = await pages({ state: "unattributed" }, "list-same");
    expect(found.map((page) => page.length)).toEqual([0, 2]);
    const first = await ask({ state: "unattributed" }, "list-same");
    expect(JSON.parse(Buffer.from(first.nextCursor ?? "", "base64url").toString())).toEqual([
      "2026-06-01T00:00:00.000Z",
      "list-same-0030",
    ]);
    expect((await pages({ limit: 19 }, "list-same")).flat()).toHaveLength(130);
  });

  it("keeps to its range, days of the advertiser's zone", async () => {
    const at = (text: string) => Date.parse(text);
    const inside = conversions.filter(
      (each) => each.at >= at("2026-01-31T23:00:00Z") && each.at < at("2026-02-28T23:00:00Z"),
    );
    expect(inside.length).toBeGreaterThan(0);
    const { rows } = await ask({ from: "2026-02-01", to: "2026-02-28", limit: 200 });
    expect(rows.map((row) => row.eventId).sort()).toEqual(inside.map((each) => each.eventId).sort());
  });

  it("refuses a cursor that is none, and has no campaign that there is not", async () => {
    await expect(ask({ cursor: "no" })).rejects.toMatchObject({ code: "invalid_request" });
    await expect(ask({}, "no such")).rejects.toMatchObject({ code: "not_found" });
  });

  it("makes a file of the whole range", async () => {
    const query = conversionListQuerySchema.parse({ ...all, limit: 2, state: "credited" });
    const file = await downloadConversions(everyAdvertiser, "list-same", query, prisma, limits);
    expect(file.rows).toHaveLength(128);
    expect(file).toMatchObject({ timeZone: "Europe/Berlin", from: "2025-12-01T00:00:00.000Z" });
    const few = { page: 100, download: 129 };
    await expect(downloadConversions(everyAdvertiser, "list-same", query, prisma, few)).rejects.toMatchObject({
      code: "invalid_request",
      message: "A file is made of at most 129 conversions; choose a shorter range.",
    });
  });
});
