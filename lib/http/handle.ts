import { authenticate } from "@/lib/auth/authenticate";
import { type Access, authorise } from "@/lib/auth/authorise";
import type { Principal } from "@/lib/auth/principal";
import { requireSameOrigin } from "@/lib/auth/same-origin";
import { observed, type Route } from "./observed";

/** What a handler gets: who asks is known and allowed by then. */
export interface RequestContext<Params> {
  request: Request;
  params: Params;
  principal: Principal;
  url: URL;
}

type NoParams = Record<string, never>;

/**
 * Makes a Next.js route of a handler: authenticates, authorises, and turns errors into answers.
 * A handler throws AppError for what it refuses; it never sees a request that may not be there.
 */
export function handle<Params extends object = NoParams>(
  access: { scope: Access },
  handler: (context: RequestContext<Params>) => Promise<Response>,
): Route<Params> {
  return observed(async (request, params: Params) => {
    const principal = await authenticate(request.headers);
    authorise(principal, access.scope);
    if (principal.kind === "session") requireSameOrigin(request);
    return handler({ request, params, principal, url: new URL(request.url) });
  });
}

/** As {@link handle}, for a route that asks for no credential: health and the API's description. */
export function handlePublic<Params extends object = NoParams>(
  handler: (context: Omit<RequestContext<Params>, "principal">) => Promise<Response>,
): Route<Params> {
  return observed((request, params: Params) => handler({ request, params, url: new URL(request.url) }));
}
