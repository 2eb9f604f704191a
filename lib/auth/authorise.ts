import { type Access, accessSchema } from "@/lib/contracts/access";
import { AppError } from "@/lib/errors";
import { type AccessRule, accessRules } from "./access-rules";
import type { Principal } from "./principal";

/** Tells whether the principal may use a route of that access. */
export function isAllowed(principal: Principal, access: Access): boolean {
  const rule: AccessRule = accessRules[access];
  // an ingest key is bound to its source, which is less than every advertiser and enough
  const isWhole = principal.advertiserIds === null;
  if (rule.wholeOnly && !isWhole) return false;
  return principal.kind === "session" ? rule.roles.includes(principal.role) : rule.keys.includes(principal.scope);
}

/** All that a principal may do. */
export function listAccesses(principal: Principal): Access[] {
  return accessSchema.options.filter((access) => isAllowed(principal, access));
}

/** @throws AppError `wrong_scope` when the principal may not use a route of that access. */
export function authorise(principal: Principal, access: Access): void {
  if (!isAllowed(principal, access)) throw new AppError("wrong_scope", `This needs ${accessRules[access].needs}.`);
}
