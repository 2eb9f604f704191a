import type { PreviewCandidate, Proposal } from "@/lib/contracts/preview";
import { requestProposal } from "@/lib/stream/request-proposal";
import { getOpenConnection } from "../ingest-deps";
import type { CutSample } from "./cut-sample";

/**
 * Asks role ingest which mapping the first records of a file seem to need.
 * @throws AppError `unavailable` when no worker answers, `too_large`, or what the worker answers
 */
export async function askProposal(
  { delimiter, chunk }: Pick<CutSample, "delimiter"> & { chunk: NonNullable<CutSample["chunk"]> },
  candidate: PreviewCandidate,
): Promise<Proposal> {
  const { format, records, firstLine, payload } = chunk;
  const question = { format, delimiter: delimiter ?? undefined, records, firstLine, candidate };
  return requestProposal(await getOpenConnection(), question, payload);
}
