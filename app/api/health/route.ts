import { json } from "@/lib/http/answers";
import { handlePublic } from "@/lib/http/handle";
import { checkHealth } from "./check-health";

/** Whether the database, NATS and a worker of every role answer. */
export const GET = handlePublic(async () => {
  const health = await checkHealth();
  return json(health, { status: health.status === "ok" ? 200 : 503 });
});
