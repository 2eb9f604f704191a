import { chooseLevel, type Level } from "./choose-level";

const quarterMs = 900_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** From two days and so many hours a bucket on, reading hours where none is cut is worth a second part. */
const worthHours = 8;

/** A part of a range and the level that it is read from; instants in epoch milliseconds. */
export interface Segment {
  level: Level;
  from: number;
  to: number;
  /** Only the buckets of the level that begin at these instants … */
  only?: readonly number[];
  /** … or all but these. */
  except?: readonly number[];
}

/**
 * Chooses what a report is read from. Several buckets need one level that fits all their edges. A
 * single bucket (totals) only has to end right: its whole UTC days are read by the day, and the two
 * rests from the level that fits. Two segments more cost about 20 ms of planning, so this is
 * done from `worthDays` whole days on. Where edges lie within an hour (days in Kathmandu), only the hours
 * that they cut are read by the quarter.
 */
export function chooseSegments(edges: readonly number[], worthDays: number): Segment[] {
  const [from = 0, to = 0] = [edges[0], edges.at(-1)];
  const level = chooseLevel(edges);
  const firstDay = Math.ceil(from / dayMs) * dayMs;
  const lastDay = Math.floor(to / dayMs) * dayMs;
  if (edges.length === 2 && level !== "1d" && lastDay - firstDay >= worthDays * dayMs) {
    const segments: Segment[] = [
      { level, from, to: firstDay },
      { level: "1d", from: firstDay, to: lastDay },
      { level, from: lastDay, to },
    ];
    return segments.filter((segment) => segment.from < segment.to);
  }
  const worthMs = Math.max(2 * dayMs, (edges.length - 1) * worthHours * hourMs);
  return level === "15m" && to - from >= worthMs ? hoursAndQuarters(edges, from, to) : [{ level, from, to }];
}

function hoursAndQuarters(edges: readonly number[], from: number, to: number): Segment[] {
  const hourOf = (instant: number) => Math.floor(instant / hourMs) * hourMs;
  const cut = [...new Set(edges.filter((edge) => edge % hourMs !== 0).map(hourOf))];
  const quarters = cut
    .flatMap((hour) => [0, 1, 2, 3].map((quarter) => hour + quarter * quarterMs))
    .filter((quarter) => quarter >= from && quarter < to);
  const [firstHour, lastHour] = [Math.ceil(from / hourMs) * hourMs, hourOf(to)];
  return [
    {
      level: "1h",
      from: firstHour,
      to: lastHour,
      except: cut.filter((hour) => hour >= firstHour && hour < lastHour),
    },
    { level: "15m", from, to, only: quarters },
  ];
}
