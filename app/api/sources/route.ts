import { createSource } from "@/lib/actions/sources/create-source";
import { createApiKey } from "@/lib/auth/api-key";
import { actorOf } from "@/lib/auth/principal";
import { type CreatedSource, sourceInputSchema } from "@/lib/contracts/source";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listSources } from "@/lib/read-models/sources/list-sources";

/** All sources with their settings; of their keys only the first characters. */
export const GET = handle.operations(async ({ scope }) => json({ sources: await listSources(scope) }));

/** Makes a source and its ingest key, which is shown in this answer only. */
export const POST = handle.operate(async ({ request, principal }) => {
  const input = await parseBody(sourceInputSchema, request);
  const { key, ...stored } = createApiKey("ingest");
  const created: CreatedSource = { id: await createSource(actorOf(principal), input, stored), ingestKey: key };
  return json(created, { status: 201 });
});
