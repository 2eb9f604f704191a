import { z } from "zod";
import type { Principal } from "@/lib/auth/principal";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { AppError } from "@/lib/errors";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { accept } from "@/lib/ingest/accept";
import { getIngestDeps } from "@/lib/ingest/ingest-deps";
import { readRequest } from "@/lib/ingest/read-request";
import { waitForOutcome } from "../wait-for-outcome";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

const querySchema = z.object({ wait: z.coerce.number().min(0).max(60).default(0) });

/** Takes a body of events in; with `wait`, answers what became of them. */
export const POST = handle<{ kind: string }>({ scope: "ingest" }, async ({ request, params, principal, url }) => {
  const kind = ingestKindSchema.safeParse(params.kind);
  if (!kind.success) {
    throw new AppError(
      "not_found",
      `There is nothing to ingest here: use one of ${ingestKindSchema.options.join(", ")}.`,
    );
  }
  const { wait } = parseQuery(querySchema, url);
  const sourceId = sourceOf(principal);
  const accepted = await accept(readRequest(request, kind.data, sourceId), await getIngestDeps());
  // no-transform: to compress so short an answer costs more than all the rest of it
  const headers = { location: `/api/batches/${accepted.batchId}`, "cache-control": "no-store, no-transform" };
  if (wait === 0) return json(accepted, { status: 202, headers });
  const waiting = { sourceId, waitMs: wait * 1000, signal: request.signal };
  const { batch, isSettled } = await waitForOutcome(accepted.batchId, waiting);
  return json(batch ?? accepted, { status: batch && isSettled ? 200 : 202, headers });
});

function sourceOf(principal: Principal): string {
  if (principal.kind === "key" && principal.sourceId !== null) return principal.sourceId;
  throw new AppError("wrong_scope", "This needs an API key that belongs to a source.");
}
