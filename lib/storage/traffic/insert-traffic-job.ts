import type { TrafficRuleName } from "@/lib/contracts/traffic";
import type { Database } from "@/lib/storage/prisma";

export interface NewTrafficJob {
  id: string;
  rule: TrafficRuleName;
  /** Epoch milliseconds. */
  from: number;
  /** Exclusive. */
  to: number;
  /** Whether the rule has to look at the events again; otherwise only their reasons are worked out. */
  evaluates: boolean;
  createdBy: string;
}

/** Leaves a stretch of event time for role `traffic` to work out again. */
export async function insertTrafficJob(db: Database, job: NewTrafficJob): Promise<void> {
  const iso = (at: number) => new Date(at).toISOString();
  await db.$executeRaw`
    insert into traffic_job (id, rule, from_at, to_at, evaluates, created_by)
    values (${job.id}, ${job.rule}, ${iso(job.from)}::timestamptz, ${iso(job.to)}::timestamptz, ${job.evaluates},
      ${job.createdBy})`;
}
