import type { PreviewInput, Proposal } from "@/lib/contracts/preview";
import { askProposal } from "@/lib/ingest/inspect/ask-proposal";
import type { OperationsScope } from "@/lib/scope";
import { cutInput } from "../cut-input";

/** More values prove more: a day above the 12th shows which number of a date is the month. */
const maxRecords = 200;

/**
 * Proposes how the records of a sample are to be mapped; nothing is written.
 * @throws AppError `not_found`, `invalid_request`, `unsupported_media_type`, `malformed_body` for a sample
 *   without a record that can be read, `unavailable` when no worker answers
 */
export async function proposeMapping(scope: OperationsScope, sourceId: string, input: PreviewInput): Promise<Proposal> {
  const sample = await cutInput(scope, sourceId, input, maxRecords);
  return askProposal(sample, { sourceId, kind: input.kind, mapping: input.mapping });
}
