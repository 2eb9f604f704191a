import { chooseLevel, type Level } from "./choose-level";

const dayMs = 86_400_000;

/** A part of a range and the level that it is read from; instants in epoch milliseconds. */
export interface Segment {
  level: Level;
  from: number;
  to: number;
}

/**
 * Chooses what a report is read from. Several buckets need one level that fits all their edges. A
 * single bucket (totals) only has to end right: its whole UTC days are read by the day, and the two
 * rests from the level that fits. Two segments more cost about 20 ms of planning, so this is
 * done from `worthDays` whole days on.
 */
export function chooseSegments(edges: readonly number[], worthDays: number): Segment[] {
  const [from = 0, to = 0] = [edges[0], edges.at(-1)];
  const level = chooseLevel(edges);
  const firstDay = Math.ceil(from / dayMs) * dayMs;
  const lastDay = Math.floor(to / dayMs) * dayMs;
  if (edges.length > 2 || level === "1d" || lastDay - firstDay < worthDays * dayMs) return [{ level, from, to }];
  const segments: Segment[] = [
    { level, from, to: firstDay },
    { level: "1d", from: firstDay, to: lastDay },
    { level, from: lastDay, to },
  ];
  return segments.filter((segment) => segment.from < segment.to);
}
