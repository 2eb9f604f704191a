import { trafficShareQuerySchema } from "@/lib/contracts/traffic";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getTrafficShares } from "@/lib/read-models/traffic/shares/get-shares";

/** How much of what is stored is invalid traffic. */
export const GET = handle.operations(async ({ scope, url }) =>
  json(await getTrafficShares(scope, parseQuery(trafficShareQuerySchema, url))),
);
