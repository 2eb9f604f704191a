import { describe, expect, it } from "vitest";
import { classify, type EventKey, identityOf } from "./classify";

const day = 86_400_000;
const base: EventKey = {
  kind: "click",
  eventId: "e",
  occurredAt: 1000,
  contentHash: "aa",
  receivedAt: 100 * day,
  timeGivenByUs: false,
};
const key = (change: Partial<EventKey> = {}): EventKey => ({ ...base, ...change });
const verdicts = (known: EventKey[], candidates: EventKey[]) =>
  classify(new Map(known.map((each) => [identityOf(each), each])), candidates).map((each) => each.verdict);

describe("classify", () => {
  it.each<[string, Partial<EventKey>, string]>([
    ["the same again", {}, "duplicate"],
    ["the same, long after", { receivedAt: 500 * day }, "duplicate"],
    ["the same id with another time", { occurredAt: 1001 }, "rejected"],
    ["the same id with other content", { contentHash: "bb" }, "rejected"],
    ["the same id with another time after 7 days", { occurredAt: 1001, receivedAt: 107 * day }, "rejected"],
    ["the same id with another time after more", { occurredAt: 1001, receivedAt: 107 * day + 1 }, "renewed"],
    [
      "the same id and time with other content after more",
      { contentHash: "bb", receivedAt: 107 * day + 1 },
      "duplicate",
    ],
    ["another time that we gave", { occurredAt: 1001, timeGivenByUs: true }, "duplicate"],
    ["the same id of another kind", { kind: "impression" }, "new"],
    ["another id", { eventId: "f" }, "new"],
  ])("takes %s as it should", (_, change, verdict) => {
    expect(verdicts([key()], [key(change)])).toEqual([verdict]);
  });

  it("takes a record that had no time of its own by its id alone", () => {
    expect(verdicts([key({ timeGivenByUs: true })], [key({ occurredAt: 9, contentHash: "bb" })])).toEqual([
      "duplicate",
    ]);
  });

  it("lets the first of a chunk win", () => {
    const candidates = [key(), key(), key({ occurredAt: 2 }), key({ eventId: "f" })];
    expect(verdicts([], candidates)).toEqual(["new", "duplicate", "rejected", "new"]);
    expect(verdicts([], candidates.toReversed())).toEqual(["new", "new", "rejected", "rejected"]);
  });

  it("holds the next against an id that was renewed", () => {
    const later = key({ occurredAt: 5, receivedAt: 200 * day });
    expect(verdicts([key()], [later, later, key({ receivedAt: 200 * day })])).toEqual([
      "renewed",
      "duplicate",
      "rejected",
    ]);
  });

  it("says when an id was first seen", () => {
    const [verdict] = classify(new Map([[identityOf(base), base]]), [key({ occurredAt: 1001 })]);
    expect(verdict).toMatchObject({
      rejection: {
        reason: "id_reused",
        field: "eventId",
        message: expect.stringContaining(new Date(100 * day).toISOString()),
      },
    });
  });
});
