import { DayBits } from "./day-bits";
import { gapChanges } from "./gap-changes";
import type { ReachDeltaRow, UserDaysRow } from "./write-user-days";

const traffics = ["gross", "net"] as const;
type Traffic = (typeof traffics)[number];

interface Entry {
  userKey: string;
  scopeId: number;
  before: Record<Traffic, DayBits>;
  after: Record<Traffic, DayBits>;
  changed: Set<number>;
}

/** The active days of users in scopes as they are kept, and as they shall be. */
export class DayBook {
  readonly #entries = new Map<string, Entry>();

  /** Takes what is kept of 64 days; of every day that is {@link set}, two blocks to either side must be taken first. */
  take({ userKey, scopeId, block, gross, net }: UserDaysRow): void {
    const entry = this.#entry(userKey, scopeId);
    for (const [traffic, bits] of [["gross", gross] as const, ["net", net] as const]) {
      entry.before[traffic].setBlock(block, bits);
      entry.after[traffic].setBlock(block, bits);
    }
  }

  /** Says what a day is now; what is not told stays. @returns whether it lost something */
  set(userKey: string, scopeId: number, day: number, now: Partial<Record<Traffic, boolean>>): boolean {
    const { after, changed } = this.#entry(userKey, scopeId);
    let hasLost = false;
    for (const traffic of traffics) {
      const isActive = now[traffic];
      if (isActive === undefined || isActive === after[traffic].has(day)) continue;
      after[traffic].set(day, isActive);
      changed.add(day);
      hasLost ||= !isActive;
    }
    return hasLost;
  }

  /** What is to be written, by user, scope and block, and what to be added to the counts. */
  close(): { days: UserDaysRow[]; deltas: ReachDeltaRow[] } {
    const days: UserDaysRow[] = [];
    const deltas = new Map<string, ReachDeltaRow>();
    for (const { userKey, scopeId, before, after, changed } of this.#entries.values()) {
      for (const block of new Set([...changed].map((day) => day >> 6))) {
        days.push({ userKey, scopeId, block, gross: after.gross.block(block), net: after.net.block(block) });
      }
      for (const traffic of traffics) {
        for (const { day, gap, step } of gapChanges(before[traffic], after[traffic], changed)) {
          const key = `${scopeId} ${day} ${gap}`;
          const delta = deltas.get(key) ?? { scopeId, day, gap, gross: 0, net: 0 };
          delta[traffic] += step;
          deltas.set(key, delta);
        }
      }
    }
    return { days, deltas: [...deltas.values()].filter(({ gross, net }) => gross !== 0 || net !== 0) };
  }

  #entry(userKey: string, scopeId: number): Entry {
    const key = `${scopeId} ${userKey}`;
    const known = this.#entries.get(key);
    if (known) return known;
    const both = () => ({ gross: new DayBits(), net: new DayBits() });
    const entry = { userKey, scopeId, before: both(), after: both(), changed: new Set<number>() };
    this.#entries.set(key, entry);
    return entry;
  }
}
