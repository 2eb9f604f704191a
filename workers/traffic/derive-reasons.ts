import { trafficRuleNames } from "@/lib/contracts/traffic";
import type { TrafficSettings } from "@/lib/contracts/traffic-settings";
import { listCombinations, listMarked } from "@/lib/storage/traffic/list-marked";
import type { Judge } from "./under-lock";
import { writeMarks } from "./write-marks";

const kinds = ["impression", "click", "conversion", "bid_request"] as const;

/**
 * Gives marked events of a stretch of time the reason that follows from their marks with the settings as they are now.
 * @param range epoch milliseconds, `to` exclusive
 * @param limit most events; when so many were looked at, there may be more
 */
export async function deriveReasons(
  { db, settings, causeId }: Judge,
  range: { from: number; to: number },
  limit: number,
): Promise<{ changed: number; isComplete: boolean }> {
  const wrong: Awaited<ReturnType<typeof listMarked>> = [];
  for (const stretch of stretchesOf(settings, range)) {
    for (const kind of kinds) {
      if (wrong.length >= limit) break;
      const combinations = (await listCombinations(db, kind, stretch)).filter(
        ({ marks, reason }) => settings.reasonOf(marks, stretch.from) !== reason,
      );
      if (combinations.length === 0) continue;
      wrong.push(...(await listMarked(db, kind, stretch, combinations, limit - wrong.length)));
    }
  }
  const changed = await writeMarks(db, settings, causeId, wrong);
  return { changed, isComplete: wrong.length < limit };
}

/** The pieces of a stretch within which no setting changes, so that equal marks mean an equal reason. */
function stretchesOf(settings: TrafficSettings, { from, to }: { from: number; to: number }) {
  const starts = new Set(
    trafficRuleNames.flatMap((rule) => settings.between(rule, from, to - 1).map((each) => each.from)),
  );
  const ordered = [...starts].toSorted((a, b) => a - b);
  return ordered.map((start, index) => ({ from: start, to: ordered[index + 1] ?? to }));
}
