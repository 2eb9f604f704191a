import type { RoleContext } from "@/workers/runtime/role";
import { createAddressHash } from "./address-key";
import type { Decoded } from "./decode/decoded";
import { type IdentifiedRecord, identify } from "./deduplicate/identify";
import { rateDaysOf } from "./enrich/amount-of";
import { mergeReferences, referencesOf } from "./enrich/catalogue";
import { createConverter } from "./enrich/convert-money";
import { enrichEvents } from "./enrich/enrich-events";
import type { Creations } from "./enrich/resolve-references";
import { createUserHash } from "./hash-user";
import { KnownRates } from "./known-rates";
import { KnownReferences } from "./known-references";
import { KnownTrafficSettings } from "./known-traffic-settings";
import { type AddressLists, loadLists } from "./load-lists";
import type { MappedRecord, Mapper } from "./map/map-records";
import { namedReferences, placeRejects } from "./place-rejects";
import type { RejectedRecord } from "./staged";
import { understand } from "./understand";
import { newestOf } from "./write/accounts-of";

/** What the stages look things up in. One set serves a whole role: it keeps itself fresh. */
export interface StageTools {
  references: KnownReferences;
  traffic: KnownTrafficSettings;
  rates: KnownRates;
  /** Loaded once; rejects when the files are not there. */
  lists(): Promise<AddressLists>;
  hashUser(userId: string): string;
  hashAddress(ip: string): string | null;
  retentionDays: number;
}

/** Of the records' source and arrival; `receivedAt` is epoch milliseconds. */
export interface Arrival {
  source: { unknownReferences: "reject" | "create" };
  mapper: Mapper;
  receivedAt: number;
}

/** What the stages in front of the database made of records: each is a candidate or rejected. */
export interface TakenThrough {
  /** Those that came as far as our field names, whatever became of them then. */
  mapped: MappedRecord[];
  candidates: IdentifiedRecord[];
  rejected: RejectedRecord[];
  /** What the catalogue has to learn before the candidates can be stored. */
  created: Creations;
  /** The newest event time of each kind among the valid ones, epoch milliseconds. */
  newestAt: ReturnType<typeof newestOf>;
  /** What the rules are set to, to be read once more where the candidates are stored. */
  traffic: KnownTrafficSettings;
}

/** Makes what {@link takeThrough} needs, once for a role. */
export function createStageTools({ prisma, clock, env }: Pick<RoleContext, "prisma" | "clock" | "env">): StageTools {
  return {
    references: new KnownReferences(prisma, clock),
    traffic: new KnownTrafficSettings(prisma, clock),
    rates: new KnownRates(prisma, clock),
    lists: loadLists,
    hashUser: createUserHash(env.APP_SECRET),
    hashAddress: createAddressHash(env.APP_SECRET),
    retentionDays: env.RETENTION_DAYS,
  };
}

/**
 * Takes decoded records of one source and batch through all stages in front of the database: map →
 * validate → filter → enrich → identify. Writes nothing; what comes of the candidates is for
 * `settleRecords` to find out.
 */
export async function takeThrough(
  tools: StageTools,
  records: readonly Decoded[],
  { source, mapper, receivedAt }: Arrival,
): Promise<TakenThrough> {
  const { hashUser, hashAddress, retentionDays } = tools;
  const [{ filter, countryOf }, traffic] = await Promise.all([tools.lists(), tools.traffic.current()]);
  const understood = understand(records, { mapper, receivedAt, retentionDays, filter, traffic });
  const catalogue = await tools.references.snapshot(
    mergeReferences(referencesOf(understood.passed), namedReferences(understood.rejected)),
  );
  const rates = await tools.rates.snapshot(rateDaysOf(understood.passed, catalogue));
  const enriched = enrichEvents(understood.passed, {
    catalogue,
    unknownReferences: source.unknownReferences,
    hashUser,
    hashAddress,
    countryOf,
    convert: createConverter(rates),
  });
  return {
    mapped: understood.mapped,
    candidates: identify(enriched.passed),
    rejected: placeRejects([...understood.rejected, ...enriched.rejected], catalogue),
    created: enriched.created,
    newestAt: newestOf(understood.passed),
    traffic: tools.traffic,
  };
}
