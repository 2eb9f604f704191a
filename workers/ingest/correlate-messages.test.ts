import { describe, expect, it } from "vitest";
import { correlateMessages } from "./correlate-messages";
import type { IdentifiedRecord } from "./deduplicate/identify";

const record = (kind: string, userKey: string, campaignId: string, occurredAt: number) =>
  ({ kind, userKey, campaignId, event: { occurredAt } }) as unknown as IdentifiedRecord;

describe("correlateMessages", () => {
  it("names each pair once, in the partition of its user, and leaves bid requests out", () => {
    const messages = correlateMessages("s", [
      record("click", "01aa", "c", 20),
      record("impression", "01aa", "c", 10),
      record("impression", "01aa", "d", 15),
      record("conversion", "11bb", "c", 30),
      record("impression", "0fcc", "c", 5),
      record("bid_request", "02dd", "c", 99),
    ]);
    const watermarks = { click: 20, impression: 15, conversion: 30 };
    expect([...messages]).toEqual([
      [
        1,
        {
          sourceId: "s",
          watermarks,
          pairs: [
            { userKey: "01aa", campaignId: "c", from: 10, to: 20 },
            { userKey: "01aa", campaignId: "d", from: 15, to: 15 },
            { userKey: "11bb", campaignId: "c", from: 30, to: 30 },
          ],
        },
      ],
      [15, { sourceId: "s", watermarks, pairs: [{ userKey: "0fcc", campaignId: "c", from: 5, to: 5 }] }],
    ]);
  });
});
