import { getEnv } from "@/lib/config/env";
import { json } from "@/lib/http/answers";
import { handlePublic } from "@/lib/http/handle";
import { buildDocument } from "@/lib/http/openapi/build-document";

let document: ReturnType<typeof buildDocument> | undefined;

/** The description of the API, made from its contracts. */
export const GET = handlePublic(async () => {
  document ??= buildDocument(getEnv().PUBLIC_URL);
  return json(document, { headers: { "cache-control": "public, max-age=60" } });
});
