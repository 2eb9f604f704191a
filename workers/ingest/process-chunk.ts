import type { ChunkHeader } from "@/lib/contracts/chunk";
import { type LivePart, namedCampaigns } from "@/lib/contracts/live";
import { tellChanged } from "@/lib/stream/live-hints";
import type { RoleContext } from "@/workers/runtime/role";
import { readChunkText } from "./decode/chunk-text";
import type { Decode } from "./decode-pool/decode-pool";
import { KnownSources } from "./known-sources";
import { listOpenBids } from "./list-open-bids";
import { publishTouched } from "./publish-touched";
import { type StageTools, takeThrough } from "./take-through";
import { writeChunk } from "./write/write-chunk";

type Context = Pick<RoleContext, "prisma" | "nats" | "clock">;

/**
 * Makes the function that takes a chunk through all stages: decode → map → validate → filter → enrich →
 * deduplicate → write (all but the first and last in {@link takeThrough}), and then has the roles that look
 * at sets of events look at what it touched. A chunk that was written before is only published again.
 */
export function createChunkProcessor({ prisma, nats, clock }: Context, decode: Decode, tools: StageTools) {
  const sources = new KnownSources(prisma, clock);

  return async (header: ChunkHeader, bytes: Uint8Array): Promise<void> => {
    const { source, mapper } = await sources.get(header.sourceId, header.kind);
    const receivedAt = Date.parse(header.receivedAt);
    const taken = await takeThrough(tools, await decode(header, bytes), { source, mapper, receivedAt });
    const written = await writeChunk(prisma, { ...taken, header, text: readChunkText(header, bytes) });
    const records = written.redelivered ? taken.candidates : written.stored;
    const bids = await listOpenBids(prisma, header.sourceId, records, written.redelivered ? undefined : written.filled);
    await publishTouched(nats, header, records, bids);
    tellChanged(nats, {
      campaigns: namedCampaigns(records.map(({ event }) => event.campaignId)),
      what: whatOf(header),
    });
  };
}

/** Conversions are credited a little later; their own hint comes then. */
function whatOf({ kind }: ChunkHeader): LivePart[] {
  return kind === "conversions" ? ["conversions", "freshness"] : ["performance", "freshness"];
}
