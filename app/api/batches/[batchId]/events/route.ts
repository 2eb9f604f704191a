import { findBatch } from "@/app/api/batches/find-batch";
import { AppError } from "@/lib/errors";
import { eventStream } from "@/lib/http/event-stream";
import { handle } from "@/lib/http/handle";
import { OpenPlaces } from "@/lib/http/open-places";
import { onlySource } from "@/lib/scope";
import { batchEvents, doneEventId } from "./batch-events";
import { BatchWatch } from "./batch-watch";

export const dynamic = "force-dynamic";

const heartbeatMs = 15_000;
const lifeMs = 30 * 60_000;

const watch = new BatchWatch((batchId, source) => findBatch(onlySource(source), batchId));
const streams = new OpenPlaces(
  200,
  "Too many batches are being watched at the moment. Ask for the batch itself, or come back.",
);

/** Tells what becomes of a batch while it does, as server-sent events; an ingest key sees its source's. */
export const GET = handle.batches<{ batchId: string }>(async ({ scope, request, params }) => {
  const batch = await findBatch(scope, params.batchId);
  if (!batch) throw new AppError("not_found", "There is no such batch.");
  // a browser connects again after the end too, unless it is told that there is nothing more
  if (request.headers.get("last-event-id") === doneEventId) return new Response(null, { status: 204 });
  const onEnd = streams.take();
  const events = (signal: AbortSignal) => batchEvents(batch, { watch, signal, heartbeatMs, lifeMs });
  return eventStream(events, { signal: request.signal, onEnd });
});
