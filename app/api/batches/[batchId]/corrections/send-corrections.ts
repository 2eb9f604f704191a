import { answerUpload } from "@/app/api/ingest/answer-upload";
import type { Batch } from "@/lib/contracts/batch";
import { textOfCsvCell } from "@/lib/contracts/csv-cell";
import { correctedBody } from "@/lib/ingest/corrections/corrected-body";
import type { CorrectedPart } from "@/lib/ingest/corrections/corrected-part";
import { gatherCorrections } from "@/lib/ingest/corrections/gather-corrections";
import { readCorrections } from "@/lib/ingest/corrections/read-corrections";
import { readFileName } from "@/lib/ingest/inspect/read-file-name";
import { readRequest } from "@/lib/ingest/read-request";
import { asAppError } from "@/lib/ingest/refusal";
import { getRejectForms } from "@/lib/read-models/batches/get-reject-forms";
import type { SourceLimits } from "@/lib/read-models/batches/get-source-limits";
import type { OperationsScope } from "@/lib/scope";

/** A reject may be as long as a record, and all of it escaped. */
const limits = { maxBytes: 64 * 1024 * 1024, maxItemBytes: 24 * 1024 * 1024 };

interface Corrections {
  request: Request;
  url: URL;
  /** Whose rejects they correct. */
  batch: Batch;
  limits: SourceLimits;
}

/**
 * Sends corrected rejects through the door, as one batch of the same source and kind. The same corrections
 * of the same batch are the same batch again, since their key is made of both.
 * @throws AppError for a file that cannot be read or that corrects what was not rejected: then nothing of it is
 *   taken in; and what the door refuses
 */
export async function sendCorrections(
  scope: OperationsScope,
  { request, url, batch, limits: ofSource }: Corrections,
): Promise<Response> {
  const { batchId, source: sourceId, kind } = batch;
  const fileName = readFileName(request.headers);
  const parts: CorrectedPart[] = [];
  try {
    const corrections = readCorrections(readRequest(request, kind, sourceId), limits, textOfCsvCell);
    await gatherCorrections(corrections, await getRejectForms(scope, batchId), parts).catch((error: unknown) => {
      throw asAppError(error, { acceptedRecords: 0, isMultipart: false });
    });
    const { body, contentType, digest } = await correctedBody(parts);
    const headers = { "content-type": contentType, "idempotency-key": `correction ${batchId} ${digest}` };
    const init = { method: "POST", headers, body, signal: request.signal, duplex: "half" };
    const upload = { request: new Request(url, init), url, kind, sourceId, limits: ofSource };
    return await answerUpload({ ...upload, via: "correction", fileName, corrects: batchId });
  } finally {
    await Promise.all(parts.map(({ file }) => file.close()));
  }
}
