import { previewInputSchema } from "@/lib/contracts/preview";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { previewMapping } from "./preview-mapping";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

/** A sample is at most 512 KB; as base64, with every character escaped, it is this much and the mapping. */
const maxBytes = 4 * 1024 * 1024;

/** Shows what would become of a sample with the source's mapping, or with another; nothing is written. */
export const POST = handle.operate<{ id: string }>(async ({ scope, request, params }) => {
  const input = await parseBody(previewInputSchema, request, { maxBytes });
  return json(await previewMapping(scope, params.id, input));
});
