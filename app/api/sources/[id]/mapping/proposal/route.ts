import { previewInputSchema } from "@/lib/contracts/preview";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { proposeMapping } from "./propose-mapping";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

/** A sample is at most 512 KB; as base64, with every character escaped, it is this much and the mapping. */
const maxBytes = 4 * 1024 * 1024;

/** Proposes a mapping from a sample; nothing is written. */
export const POST = handle.operate<{ id: string }>(async ({ scope, request, params }) => {
  const input = await parseBody(previewInputSchema, request, { maxBytes });
  return json(await proposeMapping(scope, params.id, input));
});
