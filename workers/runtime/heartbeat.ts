import { beat } from "@/lib/storage/leases/beat";
import { releaseLease } from "@/lib/storage/leases/release-lease";
import { holder } from "./holder";
import { pause } from "./pause";
import type { Role, RoleContext } from "./role";

/** How often a role says that it is alive, and after how long without that it counts as gone. */
export const heartbeatEveryMs = 5000;
export const heartbeatTtlMs = 20_000;

/** The name of a role's row in the table `lease`, which `GET /api/health` reads. */
export function heartbeatName(role: string): string {
  return `worker:${role}`;
}

/** Keeps the row `worker:<role>` alive until it is stopped; a database that is away is tried again. */
export function startHeartbeat(context: Pick<RoleContext, "prisma" | "log">, role: string): Role {
  const stopping = new AbortController();
  const name = heartbeatName(role);
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await beat(context.prisma, name, holder, heartbeatTtlMs);
      } catch (error) {
        context.log.warn({ err: error, role }, "heartbeat not written, trying again");
      }
      await pause(heartbeatEveryMs, stopping.signal);
    }
    await releaseLease(context.prisma, name, holder).catch(() => undefined);
  })();
  return {
    name: `heartbeat of ${role}`,
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}
