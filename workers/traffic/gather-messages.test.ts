import { expect, it } from "vitest";
import type { TrafficMessage } from "@/lib/contracts/traffic-message";
import { gatherMessages } from "./gather-messages";

function message(no: number, keys = 1): TrafficMessage {
  const sites = Array.from({ length: keys }, () => ({ site: `s${no}`, from: no, to: no }));
  return { cause: `c${no}`, users: [], addresses: [], sites, campaigns: [] };
}

const sitesOf = (merged: TrafficMessage) => [...new Set(merged.sites.map(({ site }) => site))].join(" ");

it("works the first at once, and what came meanwhile together, within the limit", async () => {
  const runs: string[] = [];
  const judge = gatherMessages(async (merged) => {
    await Promise.resolve();
    runs.push(`${merged.cause}: ${sitesOf(merged)}`);
  }, new AbortController().signal);
  await Promise.all([message(1), message(2), message(3, 15_000), message(4, 15_000), message(5)].map(judge));
  expect(runs).toEqual(["c1: s1", "c2: s2 s3", "c4: s4 s5"]);
  await judge(message(6));
  expect(runs.at(-1)).toBe("c6: s6");
});

it("lets one bad message fail alone, and gives back what it has not begun when it is stopped", async () => {
  const stopping = new AbortController();
  const judge = gatherMessages(async (merged) => {
    if (sitesOf(merged).includes("s3")) throw new Error("bad");
  }, stopping.signal);
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map((no) => judge(message(no))));
  expect(outcomes.map((outcome) => outcome.status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  stopping.abort();
  await expect(judge(message(9))).rejects.toThrow();
});
