import { expect, it } from "vitest";
import { checkClock } from "./check-clock";

const hour = 3_600_000;
const rules = { receivedAt: Date.UTC(2026, 10, 23), retentionDays: 90 };
const check = (aheadMs: number) => checkClock(rules.receivedAt + aheadMs, rules);

it("takes an event up to an hour ahead of its arrival, and as old as what is kept", () => {
  for (const ahead of [0, hour, -90 * 24 * hour]) expect(check(ahead)).toBeNull();
});

it.each([
  [hour + 1, "60 minutes"],
  [2.5 * hour, "150 minutes"],
  [12 * hour, "12 hours"],
  [72 * hour, "3 days"],
  [26_000 * 24 * hour, "26000 days"],
])("refuses an event %d ms ahead, and says %s", (ahead, words) => {
  expect(check(ahead)).toEqual({
    reason: "clock_skew",
    field: "occurredAt",
    message: `occurredAt is ${words} after the record arrived: check the sender's clock and time zone.`,
  });
});

it("refuses an event that is older than what is kept", () => {
  expect(check(-90 * 24 * hour - 1)).toMatchObject({ reason: "out_of_range", field: "occurredAt" });
});
