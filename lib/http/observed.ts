import { getEnv } from "@/lib/config/env";
import { AppError } from "@/lib/errors";
import { createLogger } from "@/lib/log";
import { errorAnswer } from "./error-answer";
import { observeRequest } from "./metrics";
import { isStorable } from "./require-storable";

/** What Next.js calls for one method of one path. */
export type Route<Params> = (request: Request, segment: { params: Promise<Params> }) => Promise<Response>;

/** Makes a route of what answers a request: turns errors into answers, and measures. */
export function observed<Params extends object>(
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
