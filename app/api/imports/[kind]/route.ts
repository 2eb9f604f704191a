import { z } from "zod";
import { answerUpload } from "@/app/api/ingest/answer-upload";
import { answerUploadState } from "@/app/api/ingest/answer-upload-state";
import { externalIdSchema } from "@/lib/contracts/primitives";
import { parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { readFileName } from "@/lib/ingest/inspect/read-file-name";
import { findSourceLimits } from "../find-source-limits";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

const querySchema = z.object({ source: externalIdSchema });

/** Takes a file in that a person sends for a source; else the door as programs have it. */
export const POST = handle.operate<{ kind: string }>(async ({ scope, request, params, url }) => {
  const fileName = readFileName(request.headers);
  const { source: sourceId } = parseQuery(querySchema, url);
  const limits = await findSourceLimits(scope, sourceId);
  return answerUpload({ request, url, kind: params.kind, sourceId, limits, via: "console", fileName, corrects: null });
});

/** Tells how far the upload under an Idempotency-Key has come, so that the rest can be sent. */
export const GET = handle.operate<{ kind: string }>(async ({ scope, request, params, url }) => {
  const { source: sourceId } = parseQuery(querySchema, url);
  await findSourceLimits(scope, sourceId);
  return answerUploadState({ request, kind: params.kind, sourceId });
});
