import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CampaignRules, JourneyEvent } from "@/lib/attribution/journey";
import { dayMs } from "@/lib/attribution/journey";
import { event } from "@/lib/attribution/journey.fixture";
import { attributionModelSchema } from "@/lib/contracts/catalog";
import { type ConversionDetail, conversionDetailSchema } from "@/lib/contracts/conversions";
import { everyAdvertiser } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { insertWorld, randomWorld, toWorld, userKeyOf } from "./attribution-world.fixture";
import { getConversion } from "./get-conversion";

const rules: CampaignRules = { clickWindowDays: 30, viewWindowDays: 2, pricing: "cpa", priceMicros: 5_000_000n };
const models = attributionModelSchema.options;
let prisma: PrismaClient;

beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
});
afterAll(() => prisma.$disconnect());

const ask = async (eventId: string, occurredAt?: string) =>
  conversionDetailSchema.parse(await getConversion(everyAdvertiser, eventId, occurredAt, prisma));

describe("journeys of chance", () => {
  const world = randomWorld({ campaignId: "detail-random", rules, seed: 5, users: 5, size: 50 });
  const seen: ConversionDetail[] = [];

  it("are told with the credits that are stored, and every other touch with its reason", async () => {
    await insertWorld(prisma, world);
    for (const { events } of world.journeys) {
      for (const conversion of events.filter((each) => each.kind === "conversion")) {
        const detail = await ask(conversion.eventId);
        seen.push(detail);
        const own = world.credits.filter((credit) => credit.conversionId === conversion.eventId);
        const told = detail.touches.flatMap((touch) =>
          touch.credits
            .filter((credit) => credit.why === null)
            .map(({ why: _, ...credit }) => ({
              id: touch.eventId,
              kind: touch.kind,
              creativeId: touch.creativeId,
              site: touch.site,
              ...credit,
            })),
        );
        const wanted = own
          .filter((credit) => credit.touchId !== null)
          .map((credit) => ({
            id: credit.touchId,
            kind: credit.touchKind,
            creativeId: credit.creativeId,
            site: credit.site,
            model: credit.model,
            creditMicros: Number(credit.creditMicros),
            revenueMicros: Number(credit.revenueMicros),
            costMicros: Number(credit.costMicros),
          }));
        expect(sorted(told)).toEqual(sorted(wanted));
        expect(detail.touches.every((touch) => touch.credits.length === models.length)).toBe(true);
        expect(detail.touches.flatMap((touch) => touch.credits.map((credit) => credit.why))).not.toContain("pending");
        expect(detail.state).toBe(
          { none: "unattributed", repeat: "repeated_order", click: "credited", view: "credited" }[own[0]!.touchKind],
        );
      }
    }
    const reasons = new Set(seen.flatMap((detail) => detail.touches.map((touch) => touch.why)));
    expect([...reasons]).toEqual(
      expect.arrayContaining([
        "invalid_traffic",
        "outside_click_window",
        "outside_view_window",
        "click_preferred",
        "repeated_order",
        "not_last",
      ]),
    );
  });

  it("come oldest first, each click with its impression, each creative by its name", () => {
    const matches = new Map(world.clicks.map((click) => [click.eventId, click]));
    for (const { touches, occurredAt } of seen) {
      const times = touches.map((touch) => touch.at);
      expect(times).toEqual(times.toSorted());
      for (const touch of touches) {
        expect(touch.ageSeconds).toBe((Date.parse(occurredAt) - Date.parse(touch.at)) / 1000);
        expect(touch.impressionId).toBe(matches.get(touch.eventId)?.impressionId ?? null);
        expect(touch.creativeName).toBe(touch.creativeId === "creative-0" ? "The first creative" : touch.creativeId);
      }
    }
  });

  it("name of a repeated order the conversion that counts", () => {
    const repeats = seen.filter((detail) => detail.state === "repeated_order");
    expect(repeats.length).toBeGreaterThan(2);
    for (const repeat of repeats) {
      const counted = seen.find((detail) => detail.eventId === repeat.countedEventId);
      expect(counted).toMatchObject({ orderId: repeat.orderId, countedEventId: null });
      expect(counted?.state).not.toBe("repeated_order");
    }
  });
});

describe("one conversion", () => {
  const at = Date.parse("2026-05-10T10:00:00Z");
  const store = async (campaignId: string, events: JourneyEvent[], own = rules) => {
    const world = toWorld({ campaignId, rules: own, journeys: [{ userKey: userKeyOf(campaignId), events }] });
    await insertWorld(prisma, world);
    return world;
  };

  it("is told as pending while nobody has looked at it", async () => {
    const id = "detail pending/ä?&%2F#";
    await store("detail-pending", [event("click", "detail-c", at - 5), event("conversion", id, at)]);
    await prisma.$executeRaw`delete from conversion_credit where campaign_id = 'detail-pending'`;
    const detail = await ask(id);
    expect(detail).toMatchObject({
      state: "pending",
      campaignName: "Campaign detail-pending",
      timeZone: "Europe/Berlin",
    });
    expect(detail.touches[0]).toMatchObject({ why: "pending", ageSeconds: 0.005 });
  });

  it("shows credit that the present windows would not give, as long as it is stored", async () => {
    await store("detail-window", [
      event("click", "detail-w", at - 20 * dayMs),
      event("conversion", "detail-sale-w", at),
    ]);
    await prisma.campaign.update({ where: { id: "detail-window" }, data: { clickWindowDays: 7 } });
    const before = await ask("detail-sale-w");
    expect(before.touches[0]?.credits[0]).toMatchObject({
      creditMicros: 1_000_000,
      revenueMicros: 10_000_000,
      why: null,
    });
    await prisma.$executeRaw`delete from journey_event where campaign_id = 'detail-window' and kind = 'click'`;
    expect((await ask("detail-sale-w")).touches).toEqual(before.touches);
  });

  it("shows a bounded part of a user who is none, with the click that has the credit", async () => {
    const many = Array.from({ length: 700 }, (_, no) => event("impression", `detail-many-${no}`, at - 1000 - no));
    const old = Array.from({ length: 150 }, (_, no) => event("impression", `detail-old-${no}`, at - 60 * dayMs - no));
    const late = Array.from({ length: 30 }, (_, no) => event("click", `detail-late-${no}`, at + 1 + no));
    const click = event("click", "detail-many-click", at - 10 * dayMs);
    await store("detail-many", [...many, ...old, ...late, click, event("conversion", "detail-sale-many", at)]);
    const { touches, isCut } = await ask("detail-sale-many");
    expect(isCut).toBe(true);
    expect(
      touches.filter((touch) => touch.credits.some((credit) => credit.why === null)).map((touch) => touch.eventId),
    ).toEqual(["detail-many-click"]);
    const counts = Object.fromEntries(
      ["outside_view_window", "click_preferred", "after_conversion"].map((why) => [
        why,
        touches.filter((touch) => touch.why === why).length,
      ]),
    );
    expect(counts).toEqual({ outside_view_window: 100, click_preferred: 500, after_conversion: 20 });
  });

  it("is one of several that used its id, by its time", async () => {
    const id = "detail-reused";
    await store("detail-reused-1", [event("conversion", id, at, { valueMicros: 1n })]);
    await prisma.eventKey.deleteMany({ where: { eventId: id } });
    await store("detail-reused-2", [event("conversion", id, at + 30 * dayMs, { valueMicros: 2n })]);
    expect((await ask(id)).valueMicros).toBe(2);
    expect((await ask(id, "2026-05-10T12:00:00+02:00")).valueMicros).toBe(1);
    await expect(ask(id, "2026-05-10T12:00:00.001+02:00")).rejects.toMatchObject({ code: "not_found" });
  });

  it.each(["no such", "nul\0byte", "", "half \ud800"])("is not found as %j", async (id) => {
    await expect(ask(id)).rejects.toMatchObject({ code: "not_found" });
    await expect(ask(id, "2026-05-10T12:00:00Z")).rejects.toMatchObject({ code: "not_found" });
  });
});

function sorted<Row extends object>(rows: Row[]): Row[] {
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
