import { sourceHealthQuerySchema } from "@/lib/contracts/source-health";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getSourceHealth } from "@/lib/read-models/sources/health/get-source-health";

/** How a source does: freshness, volume, shares of rejects and invalid traffic, last batches. */
export const GET = handle.operations<{ id: string }>(async ({ scope, params, url }) => {
  const { days } = parseQuery(sourceHealthQuerySchema, url);
  return json(await getSourceHealth(scope, params.id, days));
});
