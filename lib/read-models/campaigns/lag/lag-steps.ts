import { type Lag, lagEdgesHours } from "@/lib/contracts/lag";
import type { LagStepRow } from "./select-lag-steps";

type LagFigures = Omit<Lag, "from" | "to" | "timeZone">;

/** A lag of exactly 90 days is still inside a window of 90, and has a step of its own. */
const lastStepHours = 24;

/** The steps of conversion lag, with the empty ones between, and within how many hours most came. */
export function lagFigures(rows: readonly LagStepRow[]): LagFigures {
  const byStep = new Map(rows.map((row) => [row.step, row]));
  const sum = (count: (row: LagStepRow) => number) => rows.reduce((total, row) => total + count(row), 0);
  const [postClickConversions, postViewConversions] = [sum((row) => row.postClick), sum((row) => row.postView)];
  const conversions = postClickConversions + postViewConversions;
  let until = 0;
  const last = Math.max(-1, ...byStep.keys());
  const steps = Array.from({ length: last + 1 }, (_, step) => {
    const { postClick = 0, postView = 0 } = byStep.get(step) ?? {};
    until += postClick + postView;
    return {
      ...hoursOf(step),
      postClickConversions: postClick,
      postViewConversions: postView,
      cumulativeShare: until / conversions,
    };
  });
  const within = (share: number) => steps.find(({ cumulativeShare }) => cumulativeShare >= share)?.toHours ?? null;
  return {
    conversions,
    postClickConversions,
    postViewConversions,
    medianHours: within(0.5),
    p90Hours: within(0.9),
    steps,
  };
}

function hoursOf(step: number): { fromHours: number; toHours: number } {
  const fromHours = lagEdgesHours[step - 1] ?? 0;
  return { fromHours, toHours: lagEdgesHours[step] ?? fromHours + lastStepHours };
}
