import { startCorrelate } from "./correlate/start-correlate";
import { startErase } from "./erase/start-erase";
import { startIngest } from "./ingest/start-ingest";
import { startMonitor } from "./monitor/start-monitor";
import { startNotify } from "./notify/start-notify";
import { startPull } from "./pull/start-pull";
import { startReplay } from "./replay/start-replay";
import { startRollup } from "./rollup/start-rollup";
import type { StartRole } from "./runtime/role";
import { startTraffic } from "./traffic/start-traffic";

/** Every role by its name in `WORKER_ROLES`, in the order in which they are started and stopped. */
export const roles = {
  ingest: startIngest,
  correlate: startCorrelate,
  traffic: startTraffic,
  replay: startReplay,
  erase: startErase,
  rollup: startRollup,
  monitor: startMonitor,
  notify: startNotify,
  pull: startPull,
} satisfies Record<string, StartRole>;
export type RoleName = keyof typeof roles;

/**
 * Reads `WORKER_ROLES`, in any order and spacing.
 * @throws Error that names what is no role
 */
export function parseRoles(text: string): RoleName[] {
  const asked = new Set(
    text
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean),
  );
  const wrong = [...asked].filter((name) => !Object.hasOwn(roles, name));
  if (wrong.length > 0 || asked.size === 0) {
    const known = Object.keys(roles).join(", ");
    throw new Error(`WORKER_ROLES needs one or more of ${known}; ${wrong.join(", ") || "nothing"} was given.`);
  }
  return (Object.keys(roles) as RoleName[]).filter((name) => asked.has(name));
}
