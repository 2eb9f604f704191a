import type { Preview, PreviewCandidate } from "@/lib/contracts/preview";
import { requestPreview } from "@/lib/stream/request-preview";
import { getOpenConnection } from "../ingest-deps";
import type { CutSample } from "./cut-sample";

/**
 * Asks role ingest what would become of the first records of a file, for each source and kind that it may be of.
 * @throws AppError `unavailable` when no worker answers, `too_large`, or what the worker answers
 */
export async function askPreview(
  { delimiter, chunk }: Pick<CutSample, "delimiter"> & { chunk: NonNullable<CutSample["chunk"]> },
  options: { candidates: PreviewCandidate[]; withRecords: boolean },
): Promise<Preview[]> {
  const { format, records, firstLine, payload } = chunk;
  const question = { format, delimiter: delimiter ?? undefined, records, firstLine, ...options };
  return (await requestPreview(await getOpenConnection(), question, payload)).previews;
}
