import { z } from "zod";
import { trafficRuleNameSchema } from "@/lib/contracts/traffic";
import type { TrafficStep } from "@/lib/contracts/traffic-settings";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  rule: trafficRuleNameSchema,
  fromAt: z.number(),
  enabled: z.boolean(),
  params: z.unknown(),
  version: z.number().int(),
});

/** Gives every rule's steps over event time (epoch milliseconds). */
export async function listTrafficSteps(db: Pick<Database, "$queryRaw">): Promise<TrafficStep[]> {
  const rows = await db.$queryRaw`
    select rule, (extract(epoch from from_at) * 1000)::float8 as "fromAt", enabled, params, version
    from traffic_rule_period
    order by rule, from_at`;
  return z.array(rowSchema).parse(rows);
}
