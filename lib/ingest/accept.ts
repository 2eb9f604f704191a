import type { Accepted } from "@/lib/contracts/batch";
import { drainRest } from "./body/drain-rest";
import { planBody } from "./body/plan-body";
import { claimBatch } from "./claim-batch";
import type { IngestDeps } from "./ingest-deps";
import type { IngestRequest } from "./ingest-request";
import { Upload } from "./upload";

/**
 * Takes a body in: cuts it into chunks at record borders while it is read, and answers once
 * JetStream has every chunk. Holds one unfinished record and a bounded number of chunks, whatever
 * the size of the body; while too much is on its way to JetStream, or the source sends more than it
 * may, the body is not read on. Several files of one request are one batch.
 *
 * With an idempotency key a repeated request is the same batch: what has been published is not
 * stored twice, and what is missing is added. An upload that broke off goes on at `uploadOffset`.
 * @throws AppError `unsupported_media_type`, `rate_limited`, `unavailable`, `invalid_request`, `idempotency_conflict`,
 *   `conflict` with `details { offset }`; and `malformed_body`, `too_large` or `unsupported_codec` with
 *   `details { byteOffset, record, acceptedRecords, batchId?, file? }`: the records in front of that place have
 *   been taken in; `record` counts through the batch, `byteOffset` is one into the file
 */
export async function accept(request: IngestRequest, deps: IngestDeps): Promise<Accepted> {
  try {
    return await takeIn(request, deps);
  } finally {
    // of a request that is refused before it is read, so that its sender gets to see the answer
    if (request.body && !request.body.locked) void drainRest(request.body.getReader());
  }
}

async function takeIn(request: IngestRequest, deps: IngestDeps): Promise<Accepted> {
  const plan = planBody(request);
  const meter = deps.rates.meter(request.sourceId, request.limits);
  meter.admit();
  const leave = deps.uploads.enter(request.sourceId);
  try {
    const { isResumable } = plan;
    const claimed = await claimBatch(request, { store: deps.idempotency, now: deps.now(), isResumable });
    return await new Upload({ request, plan, claimed, meter, deps }).takeIn();
  } finally {
    leave();
  }
}
