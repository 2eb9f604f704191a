import { expect, it } from "vitest";
import type { CorrelateMessage } from "@/lib/contracts/correlate";
import { coalesce } from "./coalesce";

function message(sourceId: string, no: number, pairs = 1): CorrelateMessage {
  return {
    sourceId,
    watermarks: { click: no, ...(no % 2 === 0 ? { impression: 100 - no } : {}) },
    pairs: Array.from({ length: pairs }, () => ({ userKey: `u${no}`, campaignId: "c", from: no, to: no })),
  };
}

const users = (merged: CorrelateMessage) => [...new Set(merged.pairs.map((pair) => pair.userKey))].join(" ");

it("works the first at once, and what came meanwhile together, source by source, within the limit", async () => {
  const runs: string[] = [];
  const correlate = coalesce(async (merged) => {
    await Promise.resolve();
    runs.push(`${merged.sourceId}: ${users(merged)}`);
  });
  const all = [message("a", 1), message("a", 2, 600), message("b", 3), message("a", 4, 600), message("a", 5)];
  await Promise.all(all.map(correlate));
  expect(runs).toEqual(["a: u1", "a: u2 u5", "b: u3", "a: u4"]);
  await correlate(message("a", 6));
  expect(runs.at(-1)).toBe("a: u6");
});

it("counts auctions and bidders too, and keeps them", async () => {
  const runs: [number, number][] = [];
  const correlate = coalesce(async (merged) => {
    await Promise.resolve();
    runs.push([merged.auctions?.length ?? 0, merged.bidders?.length ?? 0]);
  });
  const auctions = (no: number, count: number) => ({
    ...message("a", no, 0),
    auctions: Array.from({ length: count }, () => ({ auctionId: `a${no}`, from: no, to: no })),
  });
  const bidders = { ...message("a", 9, 0), bidders: [{ userKey: "u", from: 1, to: 1 }] };
  await Promise.all([auctions(1, 1), auctions(2, 500), auctions(3, 499), auctions(4, 1), bidders].map(correlate));
  expect(runs).toEqual([
    [1, 0],
    [1000, 0],
    [0, 1],
  ]);
});

it("raises each kind to the newest of the group", async () => {
  const seen: CorrelateMessage["watermarks"][] = [];
  const correlate = coalesce(async (merged) => {
    seen.push(merged.watermarks);
  });
  await Promise.all([message("a", 1), message("a", 4), message("a", 2), message("a", 3)].map(correlate));
  expect(seen[1]).toEqual({ click: 4, impression: 98 });
});

it("lets one bad message fail alone", async () => {
  const correlate = coalesce(async (merged) => {
    if (users(merged).includes("u3")) throw new Error("bad");
  });
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map((no) => correlate(message("a", no))));
  expect(outcomes.map((outcome) => outcome.status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
});
