import { createHash } from "node:crypto";
import type { RejectRow } from "@/lib/storage/ingest/insert-rejects";
import type { QualityIssueRow } from "@/lib/storage/ingest/upsert-quality-issues";
import { type ChunkText, withLine } from "../decode/chunk-text";
import type { RejectedRecord } from "../staged";

const maxMessageLength = 500;

/**
 * Makes the rows of rejected records, and the issues that they count into, one a reason and field.
 * @param text of the chunk: where its lines are known, messages begin with them
 */
export function toRejectRows(
  rejected: readonly RejectedRecord[],
  origin: { sourceId: string; kind: string },
  text?: Pick<ChunkText, "lineOf">,
): { rejects: RejectRow[]; issues: QualityIssueRow[] } {
  const issues = new Map<string, QualityIssueRow>();
  const rejects = rejected.map((reject): RejectRow => {
    const {
      record,
      reason,
      field,
      raw,
      eventKind = null,
      campaignId = null,
      eventAt = null,
      reference = null,
    } = reject;
    const key = `${reason} ${field}`;
    const issue = issues.get(key) ?? { id: issueId(origin, reason, field), reason, field, count: 0 };
    issue.count += 1;
    issues.set(key, issue);
    const message = storable(withLine(text, record, reject.message));
    return { record, issueId: issue.id, reason, field, message, raw: raw(), eventKind, campaignId, eventAt, reference };
  });
  return { rejects, issues: [...issues.values()] };
}

/** The issue that a reject counts into: the same source, kind, reason and field have the same id. */
function issueId({ sourceId, kind }: { sourceId: string; kind: string }, reason: string, field: string | null): string {
  const four = JSON.stringify([sourceId, kind, reason, field]);
  return createHash("sha256").update(four).digest("hex").slice(0, 32);
}

/** A message quotes what was sent: no NUL, which PostgreSQL cannot keep, and not the whole of it. */
function storable(message: string): string {
  const text = message.replaceAll("\0", "�");
  return text.length > maxMessageLength ? `${text.slice(0, maxMessageLength - 1)}…` : text;
}
