import { lagQuerySchema } from "@/lib/contracts/lag";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getLag } from "@/lib/read-models/campaigns/lag/get-lag";

/** How long after their touch a campaign's conversions come. */
export const GET = handle.reports<{ id: string }>(async ({ scope, params, url }) =>
  json(await getLag(scope, params.id, parseQuery(lagQuerySchema, url))),
);
