import { authenticate } from "@/lib/auth/authenticate";
import { type Access, authorise } from "@/lib/auth/authorise";
import type { Principal } from "@/lib/auth/principal";
import { requireSameOrigin } from "@/lib/auth/same-origin";
import { getEnv } from "@/lib/config/env";
import { AppError } from "@/lib/errors";
import { createLogger } from "@/lib/log";
import { errorAnswer } from "./error-answer";
import { observeRequest } from "./metrics";
import { isStorable } from "./require-storable";

/** What a handler gets: who asks is known and allowed by then. */
export interface RequestContext<Params> {
  request: Request;
  params: Params;
  principal: Principal;
  url: URL;
}

type NoParams = Record<string, never>;
type Route<Params> = (request: Request, segment: { params: Promise<Params> }) => Promise<Response>;

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

function observed<Params extends object>(
  answer: (request: Request, params: Params) => Promise<Response>,
): Route<Params> {
  return async (request, segment) => {
    const startedAt = performance.now();
    // on a path without parameters Next gives undefined, whatever its types say
    const params = { ...(await segment.params) };
    const respond = async (): Promise<Response> => {
      requireStorableIds(params);
      return answer(request, params);
    };
    const response = await respond().catch((error: unknown) => {
      // the client has gone: nobody reads the answer, and nothing of ours has failed
      if (request.signal.aborted) return new Response(null, { status: 499 });
      return errorAnswer(error, createLogger("http", getEnv().LOG_LEVEL));
    });
    observeRequest(request, params, response.status, performance.now() - startedAt);
    return response;
  };
}

/** An id that the database could not even be asked for names nothing. */
function requireStorableIds(params: object): void {
  if (Object.values(params).every((id) => typeof id !== "string" || isStorable(id))) return;
  throw new AppError("not_found", "There is nothing under this id.");
}
