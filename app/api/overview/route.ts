import { getEnv } from "@/lib/config/env";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getOverview } from "@/lib/read-models/overview/get-overview";

/** What an account manager wants to know in the morning. */
export const GET = handle.reports(async ({ scope }) => json(await getOverview(scope, getEnv().PUBLIC_URL)));
