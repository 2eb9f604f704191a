import { randomUUID } from "node:crypto";
import {
  type TrafficRuleName,
  type TrafficRulePatch,
  trafficParamsSchemas,
  trafficRuleNameSchema,
  trafficRules,
} from "@/lib/contracts/traffic";
import { AppError } from "@/lib/errors";
import { insertAudit } from "@/lib/storage/insert-audit";
import { type Database, getPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { listChunkSpans } from "@/lib/storage/rollup/list-chunk-spans";
import { insertTrafficJob } from "@/lib/storage/traffic/insert-traffic-job";
import { lockTraffic } from "@/lib/storage/traffic/lock-traffic";
import { listRuleSteps, replaceRuleSteps } from "@/lib/storage/traffic/rule-steps";
import { beginning, changeSteps, type RuleStep } from "./change-steps";

const dayMs = 86_400_000;
/** Clocks of those who ask may be behind ours so much. */
const graceMs = 60_000;
const patience = { maxWait: 30_000, timeout: 60_000 };
const eventTables = ["impression", "click", "conversion", "bid_request"];

/**
 * Switches a rule on or off, or sets its parameters, on a stretch of event time, writes the line of the audit
 * log, and leaves a job to work the stored events of that stretch out again. What is set already changes nothing.
 * @param actor `actorOf(principal)`
 * @throws AppError `not_found`, or `invalid_request` with `details.issues`
 */
export async function patchRule(
  name: string,
  patch: TrafficRulePatch,
  actor: string,
  prisma: PrismaClient = getPrisma(),
  nowMs = Date.now(),
): Promise<void> {
  const rule = requireRule(name);
  const params = patch.params === undefined ? undefined : requireParams(rule, patch.params);
  const judgesRecords = trafficRules[rule].looksAt === "record";
  const from = startOf(patch, judgesRecords && params !== undefined, nowMs);
  const to = patch.to ? Date.parse(patch.to) : undefined;
  if (to !== undefined && to <= from) throw refusal("to", "must be later than from");
  await prisma.$transaction(async (db) => {
    // who judges events now does it with one setting, from the beginning to the end
    await lockTraffic(db);
    const before = await listRuleSteps(db, rule);
    const change = { enabled: patch.enabled, params, from, to, actor, changedAt: new Date(nowMs).toISOString() };
    const after = changeSteps(rule, before, change);
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    await replaceRuleSteps(db, rule, after);
    await insertAudit(db, [
      {
        actor,
        action: "traffic_rule.update",
        subject: `traffic_rule:${rule}`,
        before: tell(before),
        after: tell(after),
      },
    ]);
    const evaluates = !judgesRecords && params !== undefined;
    // parameters of a rule that looks at one record change nothing that is stored
    if (patch.enabled !== undefined || evaluates) await leaveJob(db, { rule, from, to, evaluates, actor }, nowMs);
  }, patience);
}

function requireRule(name: string): TrafficRuleName {
  const parsed = trafficRuleNameSchema.safeParse(name);
  if (!parsed.success) throw new AppError("not_found", "There is no rule of this name.");
  return parsed.data;
}

function requireParams(rule: TrafficRuleName, params: Record<string, unknown>): unknown {
  const parsed = trafficParamsSchemas[rule].safeParse(params);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    path: pathOf(["params", ...issue.path]),
    message: issue.message,
  }));
  throw new AppError("invalid_request", `The parameters are not valid: \`${issues[0]?.path}\` ${issues[0]?.message}`, {
    issues: issues.slice(0, 20),
  });
}

function pathOf(steps: readonly PropertyKey[]): string {
  return steps.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}${text && "."}${String(step)}`),
    "",
  );
}

/** @param onlyFromNow addresses and agents are not kept, so that nothing that is stored can be judged by them again */
function startOf({ from }: TrafficRulePatch, onlyFromNow: boolean, nowMs: number): number {
  const given = from ? Math.max(beginning, Date.parse(from)) : undefined;
  if (!onlyFromNow) return given ?? beginning;
  if (given !== undefined && given < nowMs - graceMs) {
    const why = "this rule looks at addresses, agents or sizes that are not kept, so its parameters count from now on";
    throw refusal("from", `lies in the past: ${why}; leave it out`);
  }
  return given ?? nowMs;
}

function refusal(path: string, message: string): AppError {
  return new AppError("invalid_request", `The request is not valid: \`${path}\` ${message}`, {
    issues: [{ path, message }],
  });
}

function tell(steps: readonly RuleStep[]): unknown {
  return steps.map(({ fromAt, enabled, params, version }) => ({
    from: new Date(fromAt).toISOString(),
    enabled,
    params,
    version,
  }));
}

interface Affected {
  rule: TrafficRuleName;
  from: number;
  to: number | undefined;
  evaluates: boolean;
  actor: string;
}

/** Over that part of the stretch for which anything is stored, or may be on its way. */
async function leaveJob(db: Database, { rule, from, to, evaluates, actor }: Affected, nowMs: number): Promise<void> {
  const spans = await listChunkSpans(db, eventTables);
  const first = Math.min(nowMs, ...spans.map((span) => span.from));
  const last = Math.max(nowMs + dayMs, ...spans.map((span) => span.to));
  const job = { rule, from: Math.max(from, first), to: Math.min(to ?? last, last), evaluates, createdBy: actor };
  if (job.from < job.to) await insertTrafficJob(db, { id: `job_${randomUUID()}`, ...job });
}
