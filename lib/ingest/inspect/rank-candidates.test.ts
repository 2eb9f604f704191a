import { describe, expect, it } from "vitest";
import type { IngestKind } from "@/lib/contracts/kinds";
import { type FileClues, rankCandidates } from "./rank-candidates";

const names = new Map([
  ["s1", "One"],
  ["s2", "Two"],
]);
const preview = (sourceId: string, kind: IngestKind, accepted: number) => ({
  sourceId,
  kind,
  accepted,
  rejected: 10 - accepted,
  records: [],
});
const kinds: readonly IngestKind[] = ["bid-requests", "conversions", "interactions", "clicks", "impressions"];
const ranked = (previews: ReturnType<typeof preview>[], clues: Partial<FileClues> = {}) =>
  rankCandidates(previews, names, { fileName: null, fields: [], earlier: [], ...clues }).map(
    ({ sourceId, kind }) => `${sourceId} ${kind}`,
  );
const best = (clues: Partial<FileClues>, accepted = 5) =>
  ranked(
    kinds.map((kind) => preview("s1", kind, accepted)),
    clues,
  )[0];

describe("rankCandidates", () => {
  it("puts what accepts most first, with the source's name, and leaves out what accepts nothing", () => {
    const previews = [preview("s1", "clicks", 3), preview("s2", "clicks", 9), preview("s1", "impressions", 0)];
    expect(rankCandidates(previews, names, { fileName: null, fields: [], earlier: [] })).toEqual([
      { sourceId: "s2", sourceName: "Two", kind: "clicks", accepted: 9, rejected: 1 },
      { sourceId: "s1", sourceName: "One", kind: "clicks", accepted: 3, rejected: 7 },
    ]);
  });

  it("knows files of a like name that came before", () => {
    const earlier = [{ sourceId: "s2", kind: "clicks" as const, fileName: "daily-2026-11-22.csv.gz" }];
    const previews = [preview("s1", "clicks", 4), preview("s2", "clicks", 4), preview("s2", "impressions", 4)];
    expect(ranked(previews, { fileName: "daily-2026-11-23.csv.gz", earlier })[0]).toBe("s2 clicks");
    expect(ranked(previews, { fileName: "daily-2026-11-23.csv", earlier })[0]).toBe("s2 impressions");
    const none = [preview("s2", "clicks", 0), preview("s1", "clicks", 0)];
    expect(ranked(none, { fileName: "daily-2026-11-23.csv.gz", earlier })).toEqual(["s2 clicks"]);
  });

  it("takes no name for like that is a number only", () => {
    const earlier = [{ sourceId: "s2", kind: "clicks" as const, fileName: "20261122.csv" }];
    expect(ranked([preview("s2", "clicks", 0)], { fileName: "20261123.csv", earlier })).toEqual([]);
  });

  it.each<[string, IngestKind]>([
    ["Clicks_2026.csv", "clicks"],
    ["ad_impressions.json", "impressions"],
    ["bid_requests.avro", "bid-requests"],
    ["conversions.csv", "conversions"],
    ["clicks_conversions.csv", "interactions"],
    ["interactions.csv", "interactions"],
  ])("reads the kind out of the name %s", (fileName, kind) => expect(best({ fileName })).toBe(`s1 ${kind}`));

  it.each<[string[], IngestKind]>([
    [["timestamp", "user_id", "campaign_id"], "impressions"],
    [["Conversion-Type", "user_id"], "interactions"],
    [["device.ua", "imp.0.bidfloor"], "bid-requests"],
    [["placement", "viewable"], "impressions"],
  ])("reads the kind out of the fields %j", (fields, kind) => expect(best({ fields })).toBe(`s1 ${kind}`));

  it("keeps the order of sources that are alike, and gives ten at most", () => {
    const sources = Array.from({ length: 12 }, (_, index) => `source ${index}`);
    const previews = sources.map((sourceId) => preview(sourceId, "clicks", 1));
    expect(ranked(previews)).toEqual(sources.slice(0, 10).map((sourceId) => `${sourceId} clicks`));
  });
});
