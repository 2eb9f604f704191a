import { getEnv } from "@/lib/config/env";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getAlert } from "@/lib/read-models/alerts/get-alert";

/** An alert with its timeline and evidence. */
export const GET = handle.reports<{ id: string }>(async ({ scope, params }) =>
  json(await getAlert(scope, params.id, getEnv().PUBLIC_URL)),
);
