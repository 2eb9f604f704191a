import { AppError } from "@/lib/errors";
import type { Principal } from "./principal";

/**
 * What a route asks for:
 * `read`: a read or manage key, or anybody who has signed in;
 * `manage`: a manage key, or a person who is not a viewer;
 * `ingest`: an ingest key, which speaks for its source;
 * `batches`: `read`, or an ingest key, to which the route shows its own source only.
 */
export type Access = "ingest" | "read" | "manage" | "batches";

/** Tells whether the principal may use a route of that access. */
export function isAllowed(principal: Principal, access: Access): boolean {
  if (principal.kind === "session") {
    if (access === "manage") return principal.role !== "viewer";
    return access !== "ingest";
  }
  switch (access) {
    case "ingest":
      return principal.scope === "ingest";
    case "manage":
      return principal.scope === "manage";
    case "read":
      return principal.scope !== "ingest";
    case "batches":
      return true;
  }
}

const asksFor: Record<Access, string> = {
  ingest: "an API key with the scope `ingest`",
  read: "an API key with the scope `read` or `manage`",
  manage: "an API key with the scope `manage`, or a person who is not a viewer",
  batches: "an API key",
};

/** @throws AppError `wrong_scope` when the principal may not use a route of that access. */
export function authorise(principal: Principal, access: Access): void {
  if (!isAllowed(principal, access)) throw new AppError("wrong_scope", `This needs ${asksFor[access]}.`);
}
