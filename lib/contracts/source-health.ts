import { z } from "zod";
import { batchSchema } from "./batch";
import { freshnessStateSchema } from "./freshness";

const count = z.number().int();
/** From 0 to 1; null where there is nothing to have a share of. */
const share = z.number().nullable();
const time = z.iso.datetime().nullable();

/** Of records by their time of arrival: received = stored + duplicate + rejected. */
const figures = {
  received: count,
  stored: count,
  duplicate: count,
  rejected: count,
  /** The part of `stored` that is invalid traffic. */
  filtered: count,
};

/** The figures of some days together. */
const periodSchema = z.object({
  ...figures,
  /** rejected / received */
  rejectShare: share,
  /** filtered / stored */
  invalidShare: share,
});
export type SourcePeriod = z.infer<typeof periodSchema>;

/** `GET /api/sources/{id}/health?days=` */
export const sourceHealthQuerySchema = z.object({ days: z.coerce.number().int().min(1).max(90).default(7) });

/** How a source does. Figures are of now: replays and rules move those of records that came long ago. */
export const sourceHealthSchema = z.object({
  sourceId: z.string(),
  name: z.string(),
  /** The worst of its kinds that have sent something; `GET /api/freshness` tells them apart. */
  state: freshnessStateSchema,
  expectedEverySeconds: z.number().nullable(),
  lastReceivedAt: time,
  lastEventAt: time,
  /** UTC days of arrival, oldest first, those without records too; the last one is today, still running. */
  days: z.array(z.object({ day: z.iso.date(), ...figures })),
  /** All of `days`. */
  now: periodSchema,
  /** As many days in front of them. */
  before: periodSchema,
  /** The last 10, newest first. */
  batches: z.array(batchSchema),
  openIssues: count,
  /** Ingest keys and signing secrets that work now. */
  activeKeys: count,
  activeSecrets: count,
  asOf: z.iso.datetime(),
});
export type SourceHealth = z.infer<typeof sourceHealthSchema>;

/** `GET /api/sources/health`: one row a source, by name. */
export const sourceHealthListSchema = z.object({
  sources: z.array(
    z.object({
      sourceId: z.string(),
      name: z.string(),
      state: freshnessStateSchema,
      lastReceivedAt: time,
      lastEventAt: time,
      /** Records received in the last 24 hours, and what became of them. */
      received24h: count,
      /** rejected / received of the last 24 hours */
      rejectShare: share,
      /** filtered / stored of the last 24 hours */
      invalidShare: share,
      /** Records received on each of the last 7 UTC days, oldest first; the last one is today. */
      trend: z.array(count),
      openIssues: count,
    }),
  ),
  asOf: z.iso.datetime(),
});
export type SourceHealthList = z.infer<typeof sourceHealthListSchema>;
