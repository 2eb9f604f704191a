import { describe, expect, it } from "vitest";
import { partitionOfAuction } from "@/lib/contracts/correlate";
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
    expect(messages).toEqual([
      {
        partition: 1,
        part: 0,
        message: {
          sourceId: "s",
          watermarks,
          pairs: [
            { userKey: "01aa", campaignId: "c", from: 10, to: 20 },
            { userKey: "01aa", campaignId: "d", from: 15, to: 15 },
            { userKey: "11bb", campaignId: "c", from: 30, to: 30 },
          ],
        },
      },
      {
        partition: 15,
        part: 0,
        message: { sourceId: "s", watermarks, pairs: [{ userKey: "0fcc", campaignId: "c", from: 5, to: 5 }] },
      },
    ]);
  });

  it("cuts the pairs of a partition into messages that every server takes", () => {
    const records = Array.from({ length: 100_000 }, (_, index) =>
      record("impression", `00${String(index).padStart(34, "0")}`, "c".repeat(100), 1_700_000_000_000),
    );
    const messages = correlateMessages("s", records);
    expect(messages.map(({ partition, part }) => [partition, part])).toEqual(
      Array.from({ length: 200 }, (_, part) => [0, part]),
    );
    expect(messages.flatMap(({ message }) => message.pairs.map((pair) => pair.userKey))).toEqual(
      records.map(({ userKey }) => userKey),
    );
    for (const { message } of messages) expect(JSON.stringify(message).length).toBeLessThan(256 * 1024);
  });

  it("has auctions and users matched in messages of their own, in the partition of the auction and of the user", () => {
    const auctions = Array.from({ length: 12_000 }, (_, no) => ({ auctionId: `a${no}`, from: no, to: no + 1 }));
    const bidders = [{ userKey: "11bb", from: 1, to: 2 }];
    const messages = correlateMessages("s", [], { auctions, bidders });
    for (const { partition, message } of messages) {
      expect(message).toMatchObject({ sourceId: "s", watermarks: {}, pairs: [] });
      const { auctions: some = [], bidders: users = [] } = message;
      expect(some.length + users.length).toBeLessThanOrEqual(500);
      expect(some.filter(({ auctionId }) => partitionOfAuction(auctionId) !== partition)).toEqual([]);
    }
    expect(new Set(messages.flatMap(({ message }) => message.auctions ?? []))).toEqual(new Set(auctions));
    expect(messages.filter(({ message }) => message.bidders)).toMatchObject([{ partition: 1, message: { bidders } }]);
    const places = messages.map(({ partition, part }) => `${partition} ${part}`);
    expect(new Set(places).size).toBe(messages.length);
    // 750 a partition in two messages each, so the hash spreads them
    expect(messages).toHaveLength(16 * 2 + 1);
  });
});
