import type { Principal } from "@/lib/auth/principal";
import { AppError } from "@/lib/errors";
import { handle } from "@/lib/http/handle";
import { answerUpload } from "../answer-upload";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

const unnamed = { via: "api", fileName: null, corrects: null } as const;

/** Takes a body of events in; with `wait`, answers what became of them. */
export const POST = handle<{ kind: string }>({ scope: "ingest" }, async ({ request, params, principal, url }) => {
  const limits = { eventsPerSecond: null, bytesPerSecond: null };
  return answerUpload({ request, url, kind: params.kind, sourceId: sourceOf(principal), limits, ...unnamed });
});

function sourceOf(principal: Principal): string {
  if (principal.kind === "key" && principal.sourceId !== null) return principal.sourceId;
  throw new AppError("wrong_scope", "This needs an API key that belongs to a source.");
}
