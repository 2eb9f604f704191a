import type { Health } from "@/lib/contracts/health";
import { json } from "@/lib/http/answers";
import { handlePublic } from "@/lib/http/handle";
import { checkHealth } from "./check-health";

/** Anybody may ask, so requests that come together share one check. */
let running: Promise<Health> | undefined;

/** Whether the database, NATS and a worker of every role answer. */
export const GET = handlePublic(async () => {
  running ??= checkHealth().finally(() => {
    running = undefined;
  });
  const health = await running;
  return json(health, { status: health.status === "ok" ? 200 : 503 });
});
