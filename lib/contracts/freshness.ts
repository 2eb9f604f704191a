import { z } from "zod";
import { eventKindSchema } from "./kinds";

export const freshnessStateSchema = z.enum(["fresh", "late", "stale", "never"]);

/** `GET /api/freshness`: one row a source and kind. */
export const freshnessSchema = z.object({
  sources: z.array(
    z.object({
      sourceId: z.string(),
      name: z.string(),
      /** When the source was made: nothing was expected of it before. */
      createdAt: z.iso.datetime(),
      /** Null for a source that has never sent anything. */
      kind: eventKindSchema.nullable(),
      state: freshnessStateSchema,
      lastEventAt: z.iso.datetime().nullable(),
      lastReceivedAt: z.iso.datetime().nullable(),
      /** Of the last 24 hours: received minus occurred, medians of chunks. */
      lagMs: z.object({ p50: z.number().nullable(), p95: z.number().nullable(), p99: z.number().nullable() }),
      expectedEverySeconds: z.number().nullable(),
      stages: z.array(
        z.object({
          stage: z.enum(["received", "stored", "correlated", "aggregated"]),
          watermark: z.iso.datetime().nullable(),
          lagMs: z.number().nullable(),
        }),
      ),
      /** Records received in each hour of the last 7 days, oldest first (168 numbers). */
      arrivals: z.array(z.number()),
    }),
  ),
  asOf: z.iso.datetime(),
});
export type Freshness = z.infer<typeof freshnessSchema>;
