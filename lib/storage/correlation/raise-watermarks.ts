import type { EventKind } from "@/lib/contracts/kinds";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { iso } from "./journey-row";

/** Says that a stage has finished with everything that it was given up to these event times; they never go back. */
export async function raiseWatermarks(
  db: Database,
  stage: "correlated" | "aggregated",
  marks: readonly { sourceId: string; kind: EventKind; at: number }[],
): Promise<void> {
  if (marks.length === 0) return;
  await db.$executeRaw`
    insert into watermark as w (source_id, kind, stage, watermark, updated_at)
    select source_id, kind, ${stage}, max(at), now()
    from unnest(
      ${pgArray(marks.map((mark) => mark.sourceId))}::text[],
      ${pgArray(marks.map((mark) => mark.kind))}::text[],
      ${pgArray(marks.map((mark) => iso(mark.at)))}::timestamptz[]
    ) as mark (source_id, kind, at)
    group by source_id, kind
    order by source_id, kind
    on conflict (source_id, kind, stage) do update
    set watermark = greatest(w.watermark, excluded.watermark), updated_at = excluded.updated_at`;
}
