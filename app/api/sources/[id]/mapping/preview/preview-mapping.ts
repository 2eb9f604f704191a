import { type Preview, type PreviewInput, previewRecords } from "@/lib/contracts/preview";
import { askPreview } from "@/lib/ingest/inspect/ask-preview";
import type { OperationsScope } from "@/lib/scope";
import { cutInput } from "../cut-input";

/**
 * Takes the first records of a sample through mapping and validation, as the source would.
 * @throws AppError `not_found`, `invalid_request`, `unsupported_media_type`, `malformed_body` for a sample
 *   without one whole record, `unavailable` when no worker answers
 */
export async function previewMapping(scope: OperationsScope, sourceId: string, input: PreviewInput): Promise<Preview> {
  const sample = await cutInput(scope, sourceId, input, previewRecords);
  const candidates = [{ sourceId, kind: input.kind, mapping: input.mapping }];
  const [preview] = await askPreview(sample, { candidates, withRecords: true });
  if (!preview) throw new Error("A preview of one candidate has none.");
  return preview;
}
