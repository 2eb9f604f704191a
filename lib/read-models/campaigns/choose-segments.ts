import { chooseLevel, type Level } from "./choose-level";

const quarterMs = 900_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** Hours with an edge inside are read by the quarter; worth it while they are at most one of so many. */
const hoursPerCut = 4;

/** A part of a range and the level that it is read from; instants in epoch milliseconds. */
export interface Segment {
  level: Level;
  from: number;
  to: number;
  /** Only the buckets of the level that start then. */
  only?: readonly number[];
  /** Without those that start then. */
  except?: readonly number[];
}

/**
 * Chooses what a report is read from. Several buckets need levels that fit all their edges: where only the quarter of
 * an hour does (days at +05:45), hours are read as hours but for those with an edge inside. A
 * single bucket (totals) only has to end right: its whole UTC days are read by the day, and the two
 * rests from the level that fits. Two segments more cost about 20 ms of planning on the embedded database, so hours are
 * only spared from `worthDays` whole days on; quarters of an hour, four times as many, from two.
 */
export function chooseSegments(edges: readonly number[], worthDays: number): Segment[] {
  const [from = 0, to = 0] = [edges[0], edges.at(-1)];
  const level = chooseLevel(edges);
  if (level === "1d") return [{ level, from, to }];
  if (edges.length > 2) return level === "15m" ? aroundCutHours(edges, from, to) : [{ level, from, to }];
  const firstDay = Math.ceil(from / dayMs) * dayMs;
  const lastDay = Math.floor(to / dayMs) * dayMs;
  const worthMs = (level === "15m" ? Math.min(2, worthDays) : worthDays) * dayMs;
  if (lastDay - firstDay < worthMs) return [{ level, from, to }];
  const segments: Segment[] = [
    { level, from, to: firstDay },
    { level: "1d", from: firstDay, to: lastDay },
    { level, from: lastDay, to },
  ];
  return segments.filter((segment) => segment.from < segment.to);
}

function aroundCutHours(edges: readonly number[], from: number, to: number): Segment[] {
  const cut = [...new Set(edges.filter((edge) => edge % hourMs !== 0).map((edge) => edge - (edge % hourMs)))];
  if (cut.length * hoursPerCut * hourMs > to - from) return [{ level: "15m", from, to }];
  const quarters = cut
    .flatMap((hour) => [0, 1, 2, 3].map((no) => hour + no * quarterMs))
    .filter((quarter) => quarter >= from && quarter < to);
  return [
    { level: "1h", from, to, except: cut },
    { level: "15m", from, to, only: quarters },
  ];
}
