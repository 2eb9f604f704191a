import type { TrafficRuleName } from "@/lib/contracts/traffic";
import type { DifferingEvent } from "@/lib/storage/traffic/event-row";
import { replaceMark } from "./marks";
import type { Limits, SliceOutcome } from "./slices";
import type { Judge } from "./under-lock";
import { writeMarks } from "./write-marks";

/** Gives events the mark of a rule that they should have. @param doneTo what is done when these were all */
export async function writeDiffering(
  { db, settings, causeId }: Judge,
  rule: TrafficRuleName,
  differing: readonly DifferingEvent[],
  doneTo: number,
  limits: Limits,
): Promise<SliceOutcome> {
  const changed = await writeMarks(
    db,
    settings,
    causeId,
    differing.map(({ wanted, ...event }) => ({ ...event, marks: replaceMark(event.marks, rule, wanted) })),
  );
  return { changed, doneTo: differing.length < limits.changes ? doneTo : undefined };
}
