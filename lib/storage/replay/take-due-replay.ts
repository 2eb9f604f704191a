import { z } from "zod";
import { type IngestKind, ingestKindSchema } from "@/lib/contracts/kinds";
import { type Mapping, mappingSchema } from "@/lib/contracts/source";
import type { Database } from "@/lib/storage/prisma";
import { type RejectKey, rejectKeySchema } from "./reject-key";

/** A replay that a worker holds. */
export interface DueReplay {
  id: string;
  issueId: string;
  sourceId: string;
  kind: IngestKind;
  /** What the issue's records are rejected for. */
  reason: string;
  field: string | null;
  /** Instead of the source's own, kind by kind; null when that is to be taken. */
  mapping: Mapping | null;
  savesMapping: boolean;
  createdBy: string;
  startedAt: Date;
  /** The record that was taken last; null when none was. */
  cursor: RejectKey | null;
  /** It was waiting until now. */
  begins: boolean;
}

const rowSchema: z.ZodType<DueReplay> = z.object({
  id: z.string(),
  issueId: z.string(),
  sourceId: z.string(),
  kind: ingestKindSchema,
  reason: z.string(),
  field: z.string().nullable(),
  mapping: mappingSchema.nullable(),
  savesMapping: z.boolean(),
  createdBy: z.string(),
  startedAt: z.date(),
  cursor: rejectKeySchema.nullable(),
  begins: z.boolean(),
});

const unreadable = "The replay could not be begun: its mapping or its issue are of another release. Ask for it again.";

/**
 * Takes the replay that has been due for longest, and holds it: nobody else takes it until it is given back
 * or the time runs out. From here on it is running, and cannot be undone any more. One that cannot be read has
 * failed, so that it does not stand before all others for ever.
 * @param holder a name that no other run has
 */
export async function takeDueReplay(
  db: Pick<Database, "$queryRaw" | "$executeRaw">,
  holder: string,
  ttlMs: number,
): Promise<DueReplay | null> {
  const rows = await db.$queryRaw`
    with due as (
      select id, state from replay
      where (state = 'waiting' and starts_at <= clock_timestamp())
        or (state = 'running' and (held_until is null or held_until < clock_timestamp()))
      order by starts_at, id
      limit 1
      for update skip locked
    )
    update replay
    set state = 'running', started_at = coalesce(started_at, clock_timestamp()), holder = ${holder},
      held_until = clock_timestamp() + ${ttlMs}::double precision * interval '1 millisecond'
    from due, quality_issue issue
    where replay.id = due.id and issue.id = replay.issue_id
    returning replay.id, issue.id as "issueId", issue.source_id as "sourceId", issue.kind,
      issue.reason, issue.field, mapping, saves_mapping as "savesMapping", created_by as "createdBy", started_at as "startedAt", cursor,
      due.state = 'waiting' as begins`;
  const parsed = z.array(rowSchema).safeParse(rows);
  if (parsed.success) return parsed.data[0] ?? null;
  await db.$executeRaw`
    update replay
    set state = 'failed', error = ${unreadable}, finished_at = clock_timestamp(), holder = null, held_until = null
    where holder = ${holder}`;
  return null;
}
