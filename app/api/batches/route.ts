import { z } from "zod";
import { visibleSource } from "@/app/api/batches/find-batch";
import { externalIdSchema } from "@/lib/contracts/primitives";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listBatches } from "@/lib/read-models/batches/list-batches";

/** An instant with its offset, or a date, which begins in UTC. */
const instantSchema = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], "needs an ISO 8601 time such as 2026-11-23T00:00:00Z")
  .transform((text) => new Date(text));

const querySchema = z.object({
  source: externalIdSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  cursor: z.string().max(500).optional(),
});

/** The batches, newest first; an ingest key sees those of its source. */
export const GET = handle({ scope: "batches" }, async ({ url, principal }) => {
  const { source = null, from = null, to = null, cursor = null } = parseQuery(querySchema, url);
  const visible = visibleSource(principal);
  if (visible !== null && source !== null && source !== visible) return json({ batches: [], nextCursor: null });
  return json(await listBatches({ source: visible ?? source, from, to, cursor }));
});
