import { DayBits } from "./day-bits";
import { gapChanges } from "./gap-changes";
import type { ReachDeltaRow, UserDaysRow } from "./write-user-days";

const traffics = ["gross", "net"] as const;
type Traffic = (typeof traffics)[number];

/** The days of one kind of traffic as they are kept, and as they shall be. */
class Days {
  constructor(
    readonly before = new DayBits(),
    readonly after = new DayBits(),
  ) {}

  copy(): Days {
    return new Days(this.before.copy(), this.after.copy());
  }
}

interface Entry {
  userKey: string;
  scopeId: number;
  gross: Days;
  /** The same object as `gross` until they differ, as those of most users never do. */
  net: Days;
  changed: Set<number>;
}

/** The active days of users in scopes as they are kept, and as they shall be. */
export class DayBook {
  readonly #entries = new Map<string, Entry>();

  /** Takes what is kept of 64 days; of every day that is {@link set}, two blocks to either side must be taken first. */
  take({ userKey, scopeId, block, gross, net }: UserDaysRow): void {
    const entry = this.#entry(userKey, scopeId);
    if (gross !== net) fork(entry);
    for (const [days, bits] of [[entry.gross, gross] as const, [entry.net, net] as const]) {
      days.before.setBlock(block, bits);
      days.after.setBlock(block, bits);
    }
  }

  /** Says what a day is now; what is not told stays. @returns whether it lost something */
  set(userKey: string, scopeId: number, day: number, now: Partial<Record<Traffic, boolean>>): boolean {
    const entry = this.#entry(userKey, scopeId);
    if (now.gross !== now.net) fork(entry);
    let hasLost = false;
    for (const traffic of traffics) {
      const isActive = now[traffic];
      const { after } = entry[traffic];
      if (isActive === undefined || isActive === after.has(day)) continue;
      after.set(day, isActive);
      entry.changed.add(day);
      hasLost ||= !isActive;
    }
    return hasLost;
  }

  /** What is to be written, by user, scope and block, and what to be added to the counts. */
  close(): { days: UserDaysRow[]; deltas: ReachDeltaRow[] } {
    const days: UserDaysRow[] = [];
    const deltas = new Map<string, ReachDeltaRow>();
    for (const { userKey, scopeId, gross, net, changed } of this.#entries.values()) {
      for (const block of new Set([...changed].map((day) => day >> 6))) {
        days.push({ userKey, scopeId, block, gross: gross.after.block(block), net: net.after.block(block) });
      }
      const changes = gapChanges(gross.before, gross.after, changed);
      addTo(deltas, scopeId, "gross", changes);
      addTo(deltas, scopeId, "net", net === gross ? changes : gapChanges(net.before, net.after, changed));
    }
    return { days, deltas: [...deltas.values()].filter(({ gross, net }) => gross !== 0 || net !== 0) };
  }

  #entry(userKey: string, scopeId: number): Entry {
    const key = `${scopeId} ${userKey}`;
    const known = this.#entries.get(key);
    if (known) return known;
    const both = new Days();
    const entry = { userKey, scopeId, gross: both, net: both, changed: new Set<number>() };
    this.#entries.set(key, entry);
    return entry;
  }
}

function fork(entry: Entry): void {
  if (entry.net === entry.gross) entry.net = entry.gross.copy();
}

function addTo(
  deltas: Map<string, ReachDeltaRow>,
  scopeId: number,
  traffic: Traffic,
  changes: ReturnType<typeof gapChanges>,
): void {
  for (const { day, gap, step } of changes) {
    const key = `${scopeId} ${day} ${gap}`;
    const delta = deltas.get(key) ?? { scopeId, day, gap, gross: 0, net: 0 };
    delta[traffic] += step;
    deltas.set(key, delta);
  }
}
