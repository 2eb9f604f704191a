import type { RoleContext } from "./role";

const dayMs = 86_400_000;
/** Twice the longest window of attribution: so far a conversion looks back (lib/attribution/affected-span.ts). */
const lookBackDays = 180;

type Context = Pick<RoleContext, "clock" | "env">;

/** From when on events are kept (`RETENTION_DAYS`), epoch milliseconds. */
export function keptFrom({ clock, env }: Context): number {
  return clock.now().getTime() - env.RETENTION_DAYS * dayMs;
}

/**
 * From when on journeys are kept: longer than events, so that a conversion that is kept, however old, finds all
 * of its touches when something late has it worked out again.
 */
export function journeysKeptFrom(context: Context): number {
  return keptFrom(context) - lookBackDays * dayMs;
}
