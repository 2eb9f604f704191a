import { z } from "zod";
import { heartbeatName, type WorkerRole, workerRoleSchema } from "@/lib/contracts/health";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const rowSchema = z.object({ name: z.string() });

/**
 * The roles of which no worker has said within the last 20 s that it is alive. Role pull is missed only
 * where something is to be pulled: an installation may run without it.
 */
export async function listSilentRoles(database: Pick<Database, "$queryRaw"> = getPrisma()): Promise<WorkerRole[]> {
  const names = workerRoleSchema.options.map(heartbeatName);
  const rows = await database.$queryRaw`
    select name from lease where name = any(${names}::text[]) and expires_at > clock_timestamp()
    union all
    select ${heartbeatName("pull")} where not exists (select from pull where enabled)`;
  const wellOff = new Set(
    z
      .array(rowSchema)
      .parse(rows)
      .map(({ name }) => name),
  );
  return workerRoleSchema.options.filter((role) => !wellOff.has(heartbeatName(role)));
}
