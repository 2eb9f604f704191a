import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getPacing } from "@/lib/read-models/campaigns/pacing/get-pacing";

/** How a campaign's budget is spent over its flight. */
export const GET = handle.reports<{ id: string }>(async ({ scope, params }) => json(await getPacing(scope, params.id)));
