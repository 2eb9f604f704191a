import type { Access } from "@/lib/contracts/access";
import type { Role, Scope } from "./principal";

/** Who may do one thing. */
export interface AccessRule {
  /** Scopes of API keys. */
  keys: readonly Scope[];
  /** Roles of people who have signed in. */
  roles: readonly Role[];
  /** Only with every advertiser: what is shown belongs to no single one. */
  wholeOnly: boolean;
  /** What somebody without it is told that it needs. */
  needs: string;
}

const everyRole = ["admin", "manager", "analyst", "viewer"] as const;

/**
 * What a route asks for, and who has it. A route that shows or changes something of an advertiser
 * also gets the scope of who asks, and finds nothing outside of it.
 */
export const accessRules = {
  /** Send events, for the key's source. */
  ingest: { keys: ["ingest"], roles: [], wholeOnly: false, needs: "an API key with the scope `ingest`" },
  /** Read campaigns, reports, conversions, alerts and freshness of the advertisers given. */
  reports: {
    keys: ["read", "manage"],
    roles: everyRole,
    wholeOnly: false,
    needs: "an API key with the scope `read` or `manage`, or a person who has signed in",
  },
  /** Acknowledge, snooze, assign, resolve and comment alerts. */
  alerts: {
    keys: ["manage"],
    roles: ["admin", "manager", "analyst"],
    wholeOnly: false,
    needs: "an API key with the scope `manage`, or a person who is not a viewer",
  },
  /** Change the catalogue of the advertisers given, and share their reports. */
  campaigns: {
    keys: ["manage"],
    roles: ["admin", "manager"],
    wholeOnly: false,
    needs: "an API key with the scope `manage`, or an administrator or manager",
  },
  /** Read sources, files, rejected records and invalid traffic. */
  operations: {
    keys: ["read", "manage"],
    roles: everyRole,
    wholeOnly: true,
    needs: "an API key with the scope `read` or `manage`, or a person, who may see every advertiser",
  },
  /** As `operations`; an ingest key sees its own source's. */
  batches: {
    keys: ["ingest", "read", "manage"],
    roles: everyRole,
    wholeOnly: true,
    needs: "an API key, or a person who may see every advertiser",
  },
  /** Change sources, mappings, issues, rules of invalid traffic; import, correct and replay. */
  operate: {
    keys: ["manage"],
    roles: ["admin", "analyst"],
    wholeOnly: true,
    needs: "an API key with the scope `manage` for every advertiser, or an administrator or analyst",
  },
  /** Erase people's data, set currency rates. */
  administer: {
    keys: ["manage"],
    roles: ["admin"],
    wholeOnly: true,
    needs: "an API key with the scope `manage` for every advertiser, or an administrator",
  },
  /** Invite people, give roles and advertisers, make API keys, read the audit log. No key can make keys. */
  people: { keys: [], roles: ["admin"], wholeOnly: true, needs: "an administrator who has signed in" },
  /** One's own sessions, second factor and saved views. */
  self: { keys: [], roles: everyRole, wholeOnly: false, needs: "a person who has signed in" },
} as const satisfies Record<Access, AccessRule>;
