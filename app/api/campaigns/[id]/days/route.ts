import { daysQuerySchema } from "@/lib/contracts/lag";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getDays } from "@/lib/read-models/campaigns/days/get-days";

/** How final the figures of each of a campaign's days are. */
export const GET = handle.reports<{ id: string }>(async ({ scope, params, url }) =>
  json(await getDays(scope, params.id, parseQuery(daysQuerySchema, url))),
);
