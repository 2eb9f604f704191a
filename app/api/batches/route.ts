import { z } from "zod";
import { lookForWaiting } from "@/app/api/batches/find-batch";
import { batchSchema } from "@/lib/contracts/batch";
import { batchViaSchema } from "@/lib/contracts/chunk";
import { ingestKindSchema } from "@/lib/contracts/kinds";
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
  kind: ingestKindSchema.optional(),
  state: batchSchema.shape.state.optional(),
  via: batchViaSchema.optional(),
  corrects: externalIdSchema.optional(),
});

/** The batches, newest first; an ingest key sees those of its source. */
export const GET = handle.batches(async ({ scope, url }) => {
  const { source = null, from = null, to = null, cursor = null, ...rest } = parseQuery(querySchema, url);
  const page = await listBatches(scope, { source, from, to, cursor, ...rest });
  const batches = await lookForWaiting(page.batches);
  return json({ ...page, batches: batches.filter(({ state }) => state === (rest.state ?? state)) });
});
