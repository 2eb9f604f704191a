import { expect, it } from "vitest";
import { trafficMessageSchema } from "@/lib/contracts/traffic-message";
import type { JourneyRef } from "@/lib/storage/erase/list-user-events";
import { trafficMessagesOf } from "./traffic-messages-of";

const addressKey = "a89a4f1d-9c44-6d38-678d-f1eea8152c50";
const ref = (change: Partial<JourneyRef>): JourneyRef => ({
  table: "click",
  campaignId: "c",
  at: Date.UTC(2026, 4, 4),
  eventId: "e",
  site: "x.com",
  addressKey,
  ...change,
});
const bodies = (refs: readonly JourneyRef[]) =>
  trafficMessagesOf("erasure", refs).map(({ body }) => trafficMessageSchema.parse(JSON.parse(body)));

it("names what deleted events shared, and never their user", () => {
  const span = { from: Date.UTC(2026, 4, 4), to: Date.UTC(2026, 4, 4) + 30_000 };
  expect(bodies([ref({}), ref({ at: span.to }), ref({ table: "conversion", campaignId: "d", site: "y.com" })])).toEqual(
    [
      {
        cause: "erasure",
        users: [],
        addresses: [{ addressKey, ...span }],
        sites: [{ site: "x.com", ...span }],
        campaigns: [{ campaignId: "c", ...span }],
      },
    ],
  );
  expect(bodies([ref({ table: "conversion" })])).toEqual([]);
});

it("fits every message into the least that a server takes, whatever the sites are called", () => {
  const refs = Array.from({ length: 200 }, (_, index) =>
    ref({ site: `${index}${"\u0001".repeat(2000)}`, campaignId: `${index}${"\u20ac".repeat(250)}` }),
  );
  const messages = trafficMessagesOf("erasure", refs);
  for (const { body } of messages) expect(Buffer.byteLength(body)).toBeLessThan(1024 * 1024);
  expect(bodies(refs).flatMap(({ sites }) => sites)).toHaveLength(200);
  expect(messages.length).toBeLessThan(20);
});
