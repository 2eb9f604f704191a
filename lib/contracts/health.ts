import { z } from "zod";

/** `ok`, or a sentence that says what is wrong. */
const checkSchema = z.string();

/** `GET /api/health`, with status 200 when every check is `ok` and 503 otherwise. */
export const healthSchema = z.object({
  status: z.enum(["ok", "failing"]),
  checks: z.object({ database: checkSchema, nats: checkSchema, workers: checkSchema }),
});
export type Health = z.infer<typeof healthSchema>;

/** The roles of a worker; each that runs keeps the row `worker:<role>` of the table `lease` from running out. */
export const workerRoleSchema = z.enum(["ingest", "correlate", "rollup", "monitor", "notify", "pull"]);
export type WorkerRole = z.infer<typeof workerRoleSchema>;

export function heartbeatName(role: WorkerRole): string {
  return `worker:${role}`;
}
