import { z } from "zod";
import { issueStateSchema, type QualityIssue } from "@/lib/contracts/quality";
import type { Database, Prisma } from "@/lib/storage/prisma";
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
    batchId: z.string().nullable(),
    record: z.number().nullable(),
    message: z.string().nullable(),
    raw: bytes.nullable(),
  }),
);

/**
 * Reads issues with the newest record of each, the one seen last first.
 * @param condition on `issue`, a row of `quality_issue`
 */
export async function selectIssues(db: Database, condition: Prisma.Sql, limit: number): Promise<QualityIssue[]> {
  const rows = rowsSchema.parse(
    await db.$queryRaw`
      select issue.id, issue.source_id as source, coalesce(source.name, issue.source_id) as "sourceName",
        issue.kind, issue.reason, issue.field, issue.count::float8 as count,
        issue.first_seen_at as "firstSeenAt", issue.last_seen_at as "lastSeenAt", issue.state, issue.assignee,
        sample.batch_id as "batchId", sample.record_no::float8 as record, sample.message, sample.raw
      from (
        select * from quality_issue issue where ${condition} order by last_seen_at desc, id limit ${limit}
      ) issue
      left join source on source.id = issue.source_id
      left join lateral (
        select batch_id, record_no, message, substring(raw from 1 for ${shownBytes}::int) as raw
        from rejected_record
        where issue_id = issue.id and received_at between issue.first_seen_at and issue.last_seen_at
        order by received_at desc, batch_id desc, record_no desc
        limit 1
      ) sample on true
      order by issue.last_seen_at desc, issue.id`,
  );
  return rows.map(({ batchId, record, message, raw, ...issue }) => ({
    ...issue,
    sample:
      batchId === null || record === null || raw === null
        ? null
        : { batchId, record, message: message ?? "", raw: rawText(raw) },
  }));
}
