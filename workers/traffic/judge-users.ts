import type { PrismaClient } from "@/lib/storage/prisma";
import { loadUsers, type UserSpan } from "@/lib/storage/traffic/load-users";
import { type ClickWindows, judgeUser, spanToKnow } from "./judge-user";
import { underLock } from "./under-lock";
import { writeMarks } from "./write-marks";

export interface UsersOutcome {
  /** How many events have another reason than before. */
  changed: number;
  clickDays: { campaignId: string; day: number }[];
  /** Users with more events than are judged at once; nothing has been written of them. */
  heavy: UserSpan[];
}

/** Judges what the touched events of some users can change, all in one transaction. */
export async function judgeUsers(
  prisma: PrismaClient,
  causeId: string,
  touched: readonly UserSpan[],
  windows: ClickWindows,
  mostEvents: number,
): Promise<UsersOutcome> {
  return await underLock(prisma, causeId, async ({ db, settings }) => {
    const loaded = await loadUsers(
      db,
      touched.map((span) => spanToKnow(span, windows)),
      mostEvents,
    );
    const outcome: UsersOutcome = { changed: 0, clickDays: [], heavy: [] };
    const changes = touched.flatMap((span, index) => {
      const events = loaded[index] ?? [];
      if (events.length > mostEvents) {
        outcome.heavy.push(span);
        return [];
      }
      const { changed, clickDays } = judgeUser(span, events, settings, windows);
      outcome.clickDays.push(...clickDays);
      return changed.map(({ event: { kind, campaignId, at, eventId }, marks }) => ({
        kind,
        campaignId,
        userKey: span.userKey,
        at,
        eventId,
        marks,
      }));
    });
    outcome.changed = await writeMarks(db, settings, causeId, changes);
    return outcome;
  });
}
