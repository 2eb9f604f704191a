import type { RestateRange } from "@/lib/storage/restatement/insert-restate-ranges";
import type { Touched } from "@/lib/storage/rollup/list-touched";

const quarterMs = 15 * 60_000;
/** A range that more campaigns share concerns all: a list of thousands costs more than it saves. */
const mostCampaigns = 500;

/** What has no part in the figures: which bid an impression came from, and conversions, which count by their credits. */
const figureless = new Set<Touched["kind"]>(["impression_bid", "conversion"]);

/**
 * Gives what is to be compared of touched event time: whole quarters of an hour (each day of each zone begins
 * with one) between two instants (epoch milliseconds; `to` exclusive), joined by cause and source.
 */
export function rangesOf(touched: readonly Touched[], between: { from: number; to: number }): RestateRange[] {
  const ordered = touched
    .filter((each) => !figureless.has(each.kind) && each.from < between.to && each.to >= between.from)
    .map(({ from, to, cause, sourceId, campaignIds }) => ({
      from: Math.max(between.from, Math.floor(from / quarterMs) * quarterMs),
      to: Math.min(between.to, (Math.floor(to / quarterMs) + 1) * quarterMs) - 1,
      cause,
      sourceId,
      campaignIds,
    }))
    .sort((a, b) => a.from - b.from);
  const open = new Map<string, RestateRange>();
  const ranges: RestateRange[] = [];
  for (const range of ordered) {
    const key = `${range.cause} ${range.sourceId}`;
    const last = open.get(key);
    if (last && range.from <= last.to + 1) {
      last.to = Math.max(last.to, range.to);
      last.campaignIds = union(last.campaignIds, range.campaignIds);
    } else {
      open.set(key, range);
      ranges.push(range);
    }
  }
  return ranges;
}

function union(some: readonly string[] | null, others: readonly string[] | null): readonly string[] | null {
  if (!some || !others) return null;
  const all = new Set([...some, ...others]);
  return all.size > mostCampaigns ? null : [...all];
}
