import { authenticate } from "@/lib/auth/authenticate";
import { authorise } from "@/lib/auth/authorise";
import type { IngestPrincipal, Principal } from "@/lib/auth/principal";
import { isSigned } from "@/lib/auth/signature/read-signed-headers";
import { AppError } from "@/lib/errors";
import type { RequestContext } from "./handle";
import { observed, type Route } from "./observed";
import { readSignedRequest } from "./signed-principal";

/** As of `handle`, for a sender of events: it always speaks for one source. */
export interface IngestContext<Params> extends Omit<RequestContext<Params>, "scope"> {
  principal: IngestPrincipal;
}

type Handler<Params> = (context: IngestContext<Params>) => Promise<Response>;

/**
 * As `handle` with the access `ingest`, for requests that come with an API key or are signed with a secret
 * of the source (Standard Webhooks). With an Authorization header only that counts. A signed body has been
 * read by the time the handler is called, and the request that it gets gives those bytes.
 */
export function handleIngest<Params extends object>(handler: Handler<Params>): Route<Params> {
  return observed(async (request, params: Params) => {
    const url = new URL(request.url);
    if (!request.headers.has("authorization") && isSigned(request.headers)) {
      return answerSigned({ request, params, url }, handler);
    }
    const principal = await authenticateKey(request.headers);
    return handler({ request, params, principal, url });
  });
}

async function authenticateKey(headers: Headers): Promise<IngestPrincipal> {
  if (!headers.has("authorization")) {
    throw new AppError(
      "unauthorized",
      "Send an API key as `Authorization: Bearer axk_…`, or sign the request with a secret of the source (Standard Webhooks).",
    );
  }
  const principal = await authenticate(headers);
  authorise(principal, "ingest");
  return requireSource(principal);
}

function requireSource(principal: Principal): IngestPrincipal {
  if (principal.kind === "key" && principal.sourceId !== null) return { ...principal, sourceId: principal.sourceId };
  throw new AppError("wrong_scope", "This needs an API key that belongs to a source.");
}

async function answerSigned<Params>(
  { request, params, url }: Omit<IngestContext<Params>, "principal">,
  handler: Handler<Params>,
): Promise<Response> {
  const { principal, body } = await readSignedRequest(request, url);
  try {
    return await handler({ request: withBody(request, body.pieces), params, principal, url });
  } finally {
    body.release();
  }
}

/** The request again, with the bytes that were read of it. They are given piece by piece: a body of bytes would be copied. */
function withBody(request: Request, pieces: readonly Uint8Array[]): Request {
  const { method, signal, url } = request;
  const headers = new Headers(request.headers);
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers, signal });
  // of the two only the id is signed: a message that somebody replays must not become another one by a header of theirs
  headers.set("idempotency-key", headers.get("webhook-id") ?? "");
  const left = pieces.values();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = left.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
  const init: RequestInit & { duplex: "half" } = { method, headers, signal, body, duplex: "half" };
  return new Request(url, init);
}
