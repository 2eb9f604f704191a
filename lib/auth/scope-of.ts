import type { Access } from "@/lib/contracts/access";
import { AppError } from "@/lib/errors";
import {
  type AdministrationScope,
  administration,
  type EverySourceScope,
  everyAdvertiser,
  everySource,
  type OperationsScope,
  onlyAdvertisers,
  onlySource,
  ownOf,
  type PersonScope,
  type ReportScope,
} from "@/lib/scope";
import { authorise } from "./authorise";
import type { Principal } from "./principal";

/** What may be read or changed by whom has an access. */
export interface ScopeOfAccess {
  ingest: OperationsScope;
  reports: ReportScope;
  alerts: ReportScope;
  campaigns: ReportScope;
  operations: EverySourceScope;
  batches: OperationsScope;
  operate: EverySourceScope;
  administer: EverySourceScope;
  people: AdministrationScope;
  self: PersonScope;
}

const makers: { [A in Access]: (principal: Principal) => ScopeOfAccess[A] } = {
  ingest: sourcesOf,
  reports: reportsOf,
  alerts: reportsOf,
  campaigns: reportsOf,
  operations: () => everySource,
  batches: sourcesOf,
  operate: () => everySource,
  administer: () => everySource,
  people: () => administration,
  self: personOf,
};

/**
 * The scope that a principal has by an access.
 * @throws AppError `wrong_scope` when the principal does not have that access
 */
export function scopeOf<A extends Access>(principal: Principal, access: A): ScopeOfAccess[A] {
  authorise(principal, access);
  return makers[access](principal);
}

/** What of the advertisers' a principal may read: for pages and streams that have authorised already. */
export function reportsOf({ advertiserIds }: Principal): ReportScope {
  return advertiserIds === null ? everyAdvertiser : onlyAdvertisers(advertiserIds);
}

function sourcesOf(principal: Principal): OperationsScope {
  if (principal.kind === "session" || principal.scope !== "ingest") return everySource;
  return onlySource(principal.sourceId ?? "");
}

function personOf(principal: Principal): PersonScope {
  if (principal.kind === "session") return ownOf(principal.userId);
  throw new AppError("wrong_scope", "This needs a person who has signed in.");
}
