import { describe, expect, it } from "vitest";
import type { EnrichedRecord } from "../enrich/enrich-events";
import { identify } from "./identify";

const event = {
  occurredAt: 1702574194000,
  userId: "u",
  campaignId: "c",
  targeting: { b: [1, { y: 2, x: 1 }], a: null },
};

function identityOf(change: object, sent = ["occurredAt", "userId", "campaignId", "targeting"], kind = "bid_request") {
  const record = { kind, event: { ...event, ...change }, sent } as unknown as EnrichedRecord;
  return identify([record])[0];
}

describe("identify", () => {
  it("keeps the sender's id", () => {
    expect(identityOf({ eventId: "theirs" }, ["eventId", "occurredAt"])?.eventId).toBe("theirs");
  });

  it("makes an id of what was sent, the same for every order of fields", () => {
    const first = identityOf({});
    expect(first?.eventId).toMatch(/^h:[\w-]{22}$/);
    const other = identityOf({ targeting: { a: null, b: [1, { x: 1, y: 2 }] } }, [
      "userId",
      "targeting",
      "campaignId",
      "occurredAt",
    ]);
    expect(other?.contentHash).toBe(first?.contentHash);
  });

  it.each<[string, object, string[]?, string?]>([
    ["another time", { occurredAt: 1 }],
    ["another order in a list", { targeting: { a: null, b: [{ y: 2, x: 1 }, 1] } }],
    ["a field more", { site: "x" }, ["occurredAt", "userId", "campaignId", "targeting", "site"]],
    ["another kind", {}, undefined, "click"],
  ])("tells %s apart", (_, change, sent, kind) => {
    expect(identityOf(change, sent, kind)?.contentHash).not.toBe(identityOf({})?.contentHash);
  });

  it("leaves out what the sender did not send", () => {
    const sent = ["userId", "campaignId"];
    expect(identityOf({ occurredAt: 1, currency: "EUR" }, sent)).toMatchObject({
      contentHash: identityOf({ occurredAt: 2 }, sent)?.contentHash,
      timeGivenByUs: true,
    });
    expect(identityOf({})?.timeGivenByUs).toBe(false);
  });
});
