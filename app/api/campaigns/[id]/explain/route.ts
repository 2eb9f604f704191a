import { explainQuerySchema } from "@/lib/contracts/explain";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getExplain } from "@/lib/read-models/campaigns/explain/get-explain";

/** Where a campaign's figure comes from: counted, filtered, duplicate, rejected, late. */
export const GET = handle.reports<{ id: string }>(async ({ scope, params, url }) =>
  json(await getExplain(scope, params.id, parseQuery(explainQuerySchema, url))),
);
