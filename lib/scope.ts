declare const made: unique symbol;

/**
 * Whose campaigns, conversions, alerts and reports may be read. Every read model of them takes one, and none can be
 * written down by hand: a query that forgets to ask who is asking does not compile.
 */
export interface ReportScope {
  readonly [made]: "report";
  /** null: every advertiser's, also of those that come later. */
  readonly advertiserIds: readonly string[] | null;
}

/** May read what belongs to no single advertiser: sources, files, rejected records, invalid traffic. */
export interface OperationsScope {
  readonly [made]: "operations";
  /** Only this source's, for an ingest key; null: every source's. */
  readonly sourceId: string | null;
}

/** The same of every source: what is read with it need not ask whose it is. */
export type EverySourceScope = OperationsScope & { readonly sourceId: null };

/** May read who has access: people, invitations, API keys, the audit log. */
export interface AdministrationScope {
  readonly [made]: "administration";
}

/** May read what is one person's own: sessions, second factor, saved views. */
export interface PersonScope {
  readonly [made]: "person";
  readonly userId: string;
}

/** Of every advertiser; for workers, which work for all, and for who may see all. */
export const everyAdvertiser = { advertiserIds: null } as ReportScope;

/** Of these advertisers and no other; of none where the list is empty. */
export function onlyAdvertisers(advertiserIds: readonly string[]): ReportScope {
  return { advertiserIds: [...new Set(advertiserIds)].sort() } as unknown as ReportScope;
}

/** Of every source. */
export const everySource = { sourceId: null } as EverySourceScope;

/** Of one source: what its ingest key may see. */
export function onlySource(sourceId: string): OperationsScope {
  return { sourceId } as OperationsScope;
}

export const administration = {} as AdministrationScope;

export function ownOf(userId: string): PersonScope {
  return { userId } as PersonScope;
}

/** Tells whether something of this advertiser may be read. */
export function covers(scope: ReportScope, advertiserId: string): boolean {
  return scope.advertiserIds === null || scope.advertiserIds.includes(advertiserId);
}
