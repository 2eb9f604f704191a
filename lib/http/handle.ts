import { accessRules } from "@/lib/auth/access-rules";
import { authenticate } from "@/lib/auth/authenticate";
import type { Principal } from "@/lib/auth/principal";
import { requireSameOrigin } from "@/lib/auth/same-origin";
import { type ScopeOfAccess, scopeOf } from "@/lib/auth/scope-of";
import type { Access } from "@/lib/contracts/access";
import { observed, type Route } from "./observed";

/** What a handler gets: who asks is known and allowed by then, and `scope` says what they may see. */
export interface RequestContext<Params, A extends Access = Access> {
  request: Request;
  params: Params;
  principal: Principal;
  scope: ScopeOfAccess[A];
  url: URL;
}

type NoParams = Record<string, never>;

type Handle<A extends Access> = <Params extends object = NoParams>(
  handler: (context: RequestContext<Params, A>) => Promise<Response>,
) => Route<Params>;

/**
 * Makes a Next.js route of a handler, by the access that the route asks for: `handle.reports(…)`.
 * It authenticates, authorises, and turns errors into answers. A handler throws AppError for what
 * it refuses; it never sees a request that may not be there.
 */
export const handle = Object.fromEntries(
  (Object.keys(accessRules) as Access[]).map((access) => [access, handleWith(access)]),
) as { [A in Exclude<Access, "ingest">]: Handle<A> };

function handleWith<A extends Access>(access: A): Handle<A> {
  return (handler) =>
    observed(async (request, params) => {
      const principal = await authenticate(request.headers);
      const scope = scopeOf(principal, access);
      if (principal.kind === "session") requireSameOrigin(request);
      return handler({ request, params, principal, scope, url: new URL(request.url) });
    });
}

/** As {@link handle}, for a route that asks for no credential: health and the API's description. */
export function handlePublic<Params extends object = NoParams>(
  handler: (context: { request: Request; params: Params; url: URL }) => Promise<Response>,
): Route<Params> {
  return observed((request, params: Params) => handler({ request, params, url: new URL(request.url) }));
}
