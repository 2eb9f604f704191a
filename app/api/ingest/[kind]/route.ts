import { handleIngest } from "@/lib/http/handle-ingest";
import { readFileName } from "@/lib/ingest/inspect/read-file-name";
import { answerUpload } from "../answer-upload";
import { answerUploadState } from "../answer-upload-state";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

/** Takes a body of events in; with `wait`, answers what became of them. */
export const POST = handleIngest<{ kind: string }>(({ request, params, principal, url }) => {
  const { sourceId, limits } = principal;
  const fileName = readFileName(request.headers);
  return answerUpload({ request, url, kind: params.kind, sourceId, limits, via: "api", fileName, corrects: null });
});

/** Tells how far the upload under an Idempotency-Key has come, so that the rest can be sent. */
export const GET = handleIngest<{ kind: string }>(({ request, params, principal }) =>
  answerUploadState({ request, kind: params.kind, sourceId: principal.sourceId }),
);
