export type Scope = "ingest" | "read" | "manage";
export type Role = "admin" | "manager" | "analyst" | "viewer";

/** What the principal's source may send; null is the deployment's default. */
export interface SourceLimits {
  eventsPerSecond: number | null;
  bytesPerSecond: number | null;
}

/**
 * Who asks: an API key, of which only `ingest` keys are bound to a source, or a person who has signed in.
 * `advertiserIds` are those that they may see; null is all of them.
 * A request that is signed with a source's secret counts as one with an ingest key; `keyId` is then the secret's id.
 */
export type Principal =
  | {
      kind: "key";
      keyId: string;
      name: string;
      scope: Scope;
      sourceId: string | null;
      advertiserIds: readonly string[] | null;
      limits: SourceLimits;
    }
  | {
      kind: "session";
      sessionId: string;
      userId: string;
      email: string;
      name: string;
      role: Role;
      advertiserIds: readonly string[] | null;
    };

/** Who sends events: always for one source. */
export type IngestPrincipal = Extract<Principal, { kind: "key" }> & { sourceId: string };

/** How the audit log and an alert's timeline name a principal: a person's email or a key's name. */
export function actorOf(principal: Principal): string {
  return principal.kind === "session" ? principal.email : `key ${principal.name}`;
}
