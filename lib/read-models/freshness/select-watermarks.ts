import { z } from "zod";
import { eventKindSchema } from "@/lib/contracts/kinds";
import type { Database } from "@/lib/storage/prisma";

export const stageSchema = z.enum(["received", "stored", "correlated", "aggregated"]);

const rowsSchema = z.array(
  z.object({
    sourceId: z.string(),
    kind: eventKindSchema,
    stage: stageSchema,
    watermark: z.date(),
    updatedAt: z.date(),
  }),
);
export type WatermarkRow = z.infer<typeof rowsSchema>[number];

/** The newest event time that each stage has finished with, by source and kind, and when it said so last. */
export async function selectWatermarks(db: Database, sourceIds: readonly string[] | null): Promise<WatermarkRow[]> {
  return rowsSchema.parse(
    await db.$queryRaw`
      select source_id as "sourceId", kind, stage, watermark, updated_at as "updatedAt" from watermark
      where ${sourceIds}::text[] is null or source_id = any(${sourceIds}::text[])`,
  );
}
