import type { Proposal, ProposalQuestion } from "@/lib/contracts/preview";
import { AppError, PermanentError } from "@/lib/errors";
import type { RoleContext } from "@/workers/runtime/role";
import type { Decode } from "./decode-pool/decode-pool";
import { KnownSources } from "./known-sources";
import { sampleHeader } from "./preview/sample-header";
import { proposeMapping } from "./propose/propose-mapping";

/**
 * Makes the function that proposes a mapping for a sample of a source and kind, from the records that
 * can be decoded; nothing is written.
 */
export function createProposer({ prisma, clock }: Pick<RoleContext, "prisma" | "clock">, decode: Decode) {
  const sources = new KnownSources(prisma, clock);
  return async ({ candidate, ...chunk }: ProposalQuestion, bytes: Uint8Array): Promise<Proposal> => {
    const source = await sources.find(candidate.sourceId).catch((error) => {
      throw error instanceof PermanentError
        ? new AppError("not_found", `There is no source "${candidate.sourceId}".`)
        : error;
    });
    const now = clock.now();
    const decoded = await decode(sampleHeader(chunk, now), bytes);
    const records = decoded.flatMap((item) => ("value" in item ? [item.value] : []));
    if (records.length === 0) {
      throw new AppError("malformed_body", "No record of the sample can be read, so nothing can be proposed.");
    }
    const mapping = { ...source.mapping, ...candidate.mapping };
    return proposeMapping({ records, kind: candidate.kind, mapping, now: now.getTime() });
  };
}
