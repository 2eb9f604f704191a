import { z } from "zod";
import { type TrafficRuleName, trafficParamsSchemas } from "@/lib/contracts/traffic";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  fromAt: z.number(),
  enabled: z.boolean(),
  params: z.unknown(),
  version: z.number(),
  actor: z.string(),
  changedAt: z.date().transform((at) => at.toISOString()),
});
export type RuleStepRow = z.infer<typeof rowSchema>;

/** Gives a rule's steps in order of event time (`fromAt` is epoch milliseconds), parameters with their defaults. */
export async function listRuleSteps(db: Database, rule: TrafficRuleName): Promise<RuleStepRow[]> {
  const rows = await db.$queryRaw`
    select (extract(epoch from from_at) * 1000)::float8 as "fromAt", enabled, params, version, actor,
      changed_at as "changedAt"
    from traffic_rule_period
    where rule = ${rule}
    order by from_at`;
  return z
    .array(rowSchema)
    .parse(rows)
    .map((step) => ({ ...step, params: trafficParamsSchemas[rule].parse(step.params) }));
}

/** Makes these the steps of a rule. */
export async function replaceRuleSteps(
  db: Database,
  rule: TrafficRuleName,
  steps: readonly RuleStepRow[],
): Promise<void> {
  await db.$executeRaw`delete from traffic_rule_period where rule = ${rule}`;
  await db.$executeRaw`
    insert into traffic_rule_period (rule, from_at, enabled, params, version, actor, changed_at)
    select ${rule}, from_at, enabled, params::jsonb, version, actor, changed_at
    from unnest(
      ${pgArray(steps.map((step) => new Date(step.fromAt).toISOString()))}::timestamptz[],
      ${pgArray(steps.map((step) => step.enabled))}::boolean[],
      ${pgArray(steps.map((step) => JSON.stringify(step.params)))}::text[],
      ${pgArray(steps.map((step) => step.version))}::integer[],
      ${pgArray(steps.map((step) => step.actor))}::text[],
      ${pgArray(steps.map((step) => step.changedAt))}::timestamptz[]
    ) as step (from_at, enabled, params, version, actor, changed_at)`;
}
