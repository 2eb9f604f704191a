export type Scope = "ingest" | "read" | "manage";
export type Role = "admin" | "manager" | "analyst" | "viewer";

/** Who asks: an API key, of which only `ingest` keys are bound to a source, or a person who has signed in. */
export type Principal =
  | { kind: "key"; keyId: string; name: string; scope: Scope; sourceId: string | null }
  | { kind: "session"; userId: string; email: string; name: string; role: Role };

/** How the audit log and an alert's timeline name a principal: a person's email or a key's name. */
export function actorOf(principal: Principal): string {
  return principal.kind === "session" ? principal.email : `key ${principal.name}`;
}
