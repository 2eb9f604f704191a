import { z } from "zod";
import {
  type TrafficJob,
  type TrafficRuleList,
  trafficJobSchema,
  trafficRuleNameSchema,
  trafficRuleNames,
  trafficRules,
} from "@/lib/contracts/traffic";
import { TrafficSettings } from "@/lib/contracts/traffic-settings";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

/** Of the jobs that are done, so many are told. */
const doneJobs = 20;

const isoTime = z.date().transform((at) => at.toISOString());
const stepSchema = z.object({
  rule: trafficRuleNameSchema,
  fromAt: isoTime,
  enabled: z.boolean(),
  params: z.unknown(),
  version: z.number(),
  actor: z.string(),
  changedAt: isoTime,
});
const jobRowSchema = trafficJobSchema.extend({
  from: isoTime,
  to: isoTime,
  createdAt: isoTime,
  finishedAt: isoTime.nullable(),
});

/** Gives every rule with its setting now and its steps, and the jobs that work events out again, newest first. */
export async function listRules(
  _scope: EverySourceScope,
  db: Database = getPrisma(),
  nowMs = Date.now(),
): Promise<TrafficRuleList> {
  const steps = z.array(stepSchema).parse(
    await db.$queryRaw`
      select rule, from_at as "fromAt", enabled, params, version, actor, changed_at as "changedAt"
      from traffic_rule_period
      order by rule, from_at`,
  );
  const settings = new TrafficSettings(steps.map((step) => ({ ...step, fromAt: Date.parse(step.fromAt) })));
  const rules = trafficRuleNames.map((name) => ({
    name,
    ...trafficRules[name],
    ...settingAt(settings, name, nowMs),
    periods: steps
      .filter((step) => step.rule === name)
      .map((step) => ({ ...step, ...settingAt(settings, name, Date.parse(step.fromAt)) })),
  }));
  return { rules, jobs: await listJobs(db) };
}

function settingAt(settings: TrafficSettings, name: (typeof trafficRuleNames)[number], at: number) {
  const { enabled, params, version } = settings.at(name, at);
  return { enabled, params: { ...params }, version };
}

async function listJobs(db: Database): Promise<TrafficJob[]> {
  const rows = await db.$queryRaw`
    select id, rule, from_at as "from", to_at as "to", state,
      case when state = 'done' then 1 when done_until is null then 0
        else (extract(epoch from done_until - from_at) / extract(epoch from to_at - from_at)) end::float8 as progress,
      changed::float8 as changed, created_by as "createdBy", created_at as "createdAt", finished_at as "finishedAt"
    from (
      (select * from traffic_job where state <> 'done')
      union all
      (select * from traffic_job where state = 'done' order by created_at desc, id limit ${doneJobs}::int)
    ) as job
    order by created_at desc, id`;
  return z.array(jobRowSchema).parse(rows);
}
