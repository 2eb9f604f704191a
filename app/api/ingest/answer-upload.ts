import { z } from "zod";
import type { BatchVia } from "@/lib/contracts/chunk";
import { json, parseQuery } from "@/lib/http/answers";
import { accept } from "@/lib/ingest/accept";
import { getIngestDeps } from "@/lib/ingest/ingest-deps";
import type { RateLimits } from "@/lib/ingest/rates/source-rates";
import { readRequest } from "@/lib/ingest/read-request";
import { findSchema } from "@/lib/read-models/schemas/find-schema";
import { requireKind } from "./require-kind";
import { waitForOutcome } from "./wait-for-outcome";

const querySchema = z.object({ wait: z.coerce.number().min(0).max(60).default(0) });

export interface UploadQuestion {
  request: Request;
  url: URL;
  /** As it stands in the path. */
  kind: string;
  sourceId: string;
  /** Of the source; null where the default holds. */
  limits: RateLimits;
  via: BatchVia;
  fileName: string | null;
  /** The batch whose rejects the body corrects. */
  corrects: string | null;
}

/**
 * Takes the body of a request in, and answers as every door does: 202 with what was taken in, or
 * with `?wait=<seconds>` what became of it.
 * @throws AppError, as `accept` does; `not_found` for a kind that is none
 */
export async function answerUpload({ request, url, kind, ...upload }: UploadQuestion): Promise<Response> {
  const ingestKind = requireKind(kind);
  const { wait } = parseQuery(querySchema, url);
  const { sourceId } = upload;
  const deps = await getIngestDeps({ findSchema });
  const accepted = await accept({ ...readRequest(request, ingestKind, sourceId), ...upload }, deps);
  // no-transform: to compress so short an answer costs more than all the rest of it
  const headers = { location: `/api/batches/${accepted.batchId}`, "cache-control": "no-store, no-transform" };
  if (wait === 0) return json(accepted, { status: 202, headers });
  const waiting = { sourceId, waitMs: wait * 1000, signal: request.signal };
  const { batch, isSettled } = await waitForOutcome(accepted.batchId, waiting);
  return json(batch ?? accepted, { status: batch && isSettled ? 200 : 202, headers });
}
