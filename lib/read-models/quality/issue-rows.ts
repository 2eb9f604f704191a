import { z } from "zod";
import { type IssueQuery, issueStateSchema, type QualityIssue } from "@/lib/contracts/quality";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { issueTrend } from "./issue-trend";
import { isKnown, waitingReferences } from "./known-reference";
import { rawText, shownBytes } from "./raw-text";

const bytes = z.instanceof(Uint8Array);
const time = z.date().transform((date) => date.toISOString());

const rowsSchema = z.array(
  z.object({
    id: z.string(),
    source: z.string(),
    sourceName: z.string(),
    kind: z.string(),
    reason: z.string(),
    field: z.string().nullable(),
    count: z.number().int(),
    firstSeenAt: time,
    lastSeenAt: time,
    state: issueStateSchema,
    assignee: z.string().nullable(),
    note: z.string().nullable(),
    isNew: z.boolean(),
    regressedAt: time.nullable(),
    replayed: z.number().int(),
    replayable: z.number().int().nullable(),
    trend: z.array(z.number().int()),
    batchId: z.string().nullable(),
    record: z.number().nullable(),
    message: z.string().nullable(),
    raw: bytes.nullable(),
  }),
);

const orders: Record<IssueQuery["sort"], Prisma.Sql> = {
  lastSeen: Prisma.sql`issue.last_seen_at desc, issue.id`,
  firstSeen: Prisma.sql`issue.first_seen_at desc, issue.id`,
  count: Prisma.sql`issue.count desc, issue.id`,
};

export interface IssueSelection {
  /** On `issue`, a row of `quality_issue`. */
  condition: Prisma.Sql;
  /** The highest come first. */
  sort?: IssueQuery["sort"];
  limit: number;
}

/** Reads issues with the newest record of each. */
export async function selectIssues(
  db: Database,
  { condition, sort = "lastSeen", limit }: IssueSelection,
): Promise<QualityIssue[]> {
  const rows = rowsSchema.parse(
    await db.$queryRaw`
      select issue.id, issue.source_id as source, coalesce(source.name, issue.source_id) as "sourceName",
        issue.kind, issue.reason, issue.field, issue.count::float8 as count,
        issue.first_seen_at as "firstSeenAt", issue.last_seen_at as "lastSeenAt", issue.state, issue.assignee,
        issue.note, issue.first_seen_at > now() - interval '24 hours' as "isNew",
        case when issue.state = 'open' then issue.regressed_at end as "regressedAt",
        issue.replayed::float8 as replayed, replayable.count as replayable, ${issueTrend} as trend,
        sample.batch_id as "batchId", sample.record_no::float8 as record, sample.message, sample.raw
      from (
        select * from quality_issue issue where ${condition} order by ${orders[sort]} limit ${limit}
      ) issue
      left join source on source.id = issue.source_id
      left join lateral (
        select coalesce(sum(waiting.count) filter (where ${isKnown}), 0)::float8 as count
        from ${waitingReferences} waiting
      ) replayable on issue.reason = 'unknown_reference'
      left join lateral (
        select batch_id, record_no, message, substring(raw from 1 for ${shownBytes}::int) as raw
        from rejected_record
        where issue_id = issue.id and received_at between issue.first_seen_at and issue.last_seen_at
        order by received_at desc, batch_id desc, record_no desc
        limit 1
      ) sample on true
      order by ${orders[sort]}`,
  );
  return rows.map(({ batchId, record, message, raw, ...issue }) => ({
    ...issue,
    sample:
      batchId === null || record === null || raw === null
        ? null
        : { batchId, record, message: message ?? "", raw: rawText(raw) },
  }));
}
