import { getEnv } from "@/lib/config/env";
import { alertQuerySchema } from "@/lib/contracts/alerts";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listAlerts } from "@/lib/read-models/alerts/list-alerts";

/** The alert inbox. */
export const GET = handle.reports(async ({ scope, url }) =>
  json(await listAlerts(scope, parseQuery(alertQuerySchema, url), getEnv().PUBLIC_URL)),
);
