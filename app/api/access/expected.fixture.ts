import type { PrincipalName } from "./principals.fixture";

const people: PrincipalName[] = [
  "admin",
  "analyst",
  "manager",
  "manager of one",
  "viewer",
  "viewer of one",
  "viewer of none",
];
const wholePeople: PrincipalName[] = ["admin", "analyst", "manager", "viewer"];
const readKeys: PrincipalName[] = ["read key", "manage key"];

/** Who may do what, written down a second time: the rules of the product are compared with it, route by route. */
export const expectedFor = {
  public: [],
  ingest: ["ingest key"],
  reports: [...people, ...readKeys, "read key of one", "manage key of one"],
  alerts: ["admin", "analyst", "manager", "manager of one", "manage key", "manage key of one"],
  campaigns: ["admin", "manager", "manager of one", "manage key", "manage key of one"],
  operations: [...wholePeople, ...readKeys],
  batches: [...wholePeople, ...readKeys, "ingest key"],
  operate: ["admin", "analyst", "manage key"],
  corrections: ["admin", "analyst", "manage key", "ingest key"],
  administer: ["admin", "manage key"],
  people: ["admin"],
  self: people,
  share: ["admin", "manager", "manager of one"],
} as const satisfies Record<string, readonly PrincipalName[]>;

export type ExpectedAccess = keyof typeof expectedFor;
