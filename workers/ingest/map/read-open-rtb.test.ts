import { describe, expect, it } from "vitest";
import { listFixtures } from "@/lib/ingest/testing/fixtures";
import { validateEvents } from "../validate/validate-events";
import { createMapper } from "./map-records";
import { isOpenRtb } from "./read-open-rtb";

const receivedAt = Date.parse("2026-11-23T12:00:00Z");
const mapping = { "bid-requests": { fields: { occurredAt: { default: "$receivedAt" } } } };
const mapper = createMapper({ id: "s", timeZone: "UTC", unknownReferences: "create", mapping }, "bid-requests");

function read(value: Record<string, unknown>) {
  const mapped = mapper([{ record: 1, value, raw: () => new Uint8Array() }], receivedAt);
  const valid = validateEvents(mapped.passed, { receivedAt, retentionDays: 1830 });
  return { event: valid.passed[0]?.event, rejected: [...mapped.rejected, ...valid.rejected] };
}

const request = {
  id: "a-1",
  imp: [
    { id: "1", video: { w: 640 }, bidfloor: 1.25, bidfloorcur: "EUR" },
    { id: "2", banner: {} },
  ],
  site: { id: "s-1", page: "https://news.example/a", cat: ["IAB1"] },
  device: { ua: "Mozilla/5.0", ipv6: "2001:db8::1", geo: { country: "DEU", city: "Berlin" } },
  user: { id: 77, gender: "F" },
};

describe("an OpenRTB bid request", () => {
  it("is read without a mapping of its fields", () => {
    expect(read(request)).toEqual({
      rejected: [],
      event: {
        occurredAt: receivedAt,
        auctionId: "a-1",
        userId: "77",
        site: "https://news.example/a",
        userAgent: "Mozilla/5.0",
        ip: "2001:db8::1",
        country: "DEU",
        adFormat: "video",
        bidFloorMicros: 1_250_000,
        currency: "EUR",
        targeting: { user: { gender: "F" }, site: { cat: ["IAB1"] }, device: { geo: { city: "Berlin" } } },
      },
    });
  });

  it("is taken in about nobody, and with what nobody can use left out", () => {
    const { event, rejected } = read({
      id: "a-2",
      imp: [{ id: "1", bidfloor: "cheap" }],
      device: { ua: "x".repeat(2000), geo: { country: "Germany" } },
    });
    expect(rejected).toEqual([]);
    expect(event).toEqual({ occurredAt: receivedAt, auctionId: "a-2" });
  });

  it("has its floor in US dollars unless it says otherwise", () => {
    expect(read({ id: "a", imp: [{ bidfloor: 0.1 }] }).event).toMatchObject({
      bidFloorMicros: 100_000,
      currency: "USD",
    });
  });

  it.each([[{ id: "a" }], [{ id: "a", imp: [] }], [{ imp: [{}] }], [{ id: {}, imp: [{}] }]])(
    "is not what %j is",
    (record) => expect(isOpenRtb(record)).toBe(false),
  );
});

describe("OpenRTB requests of others", () => {
  const files = listFixtures("openrtb", ".json").filter(({ path }) => !/RESPONSE_/.test(path));

  it.each(files)("takes $path in, with what it tells", ({ bytes }) => {
    const json = JSON.parse(new TextDecoder().decode(bytes));
    const sent = json.mockBidRequest ?? json;
    const { event, rejected } = read(sent);
    expect(rejected).toEqual([]);
    const user = sent.user?.id ?? sent.user?.buyeruid ?? sent.device?.ifa ?? sent.user?.eids?.[0]?.uids?.[0]?.id;
    const floor = sent.imp[0].bidfloor;
    expect(event).toMatchObject({
      auctionId: String(sent.id),
      ...(user && { userId: String(user) }),
      ...(sent.device?.ua && { userAgent: sent.device.ua }),
      ...(sent.device?.geo?.country && { country: sent.device.geo.country.toUpperCase() }),
      ...(floor !== undefined && { bidFloorMicros: Math.round(floor * 1e6) }),
      ...(sent.user?.gender && { targeting: expect.objectContaining({ user: expect.anything() }) }),
    });
  });

  it("refuses what is a bid response", () => {
    for (const { bytes } of listFixtures("openrtb", ".json").filter(({ path }) => /RESPONSE_/.test(path))) {
      expect(read(JSON.parse(new TextDecoder().decode(bytes))).rejected).toHaveLength(1);
    }
  });
});
