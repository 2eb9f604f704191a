import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listSourceHealth } from "@/lib/read-models/sources/health/list-source-health";

/** How each source does. */
export const GET = handle.operations(async ({ scope }) => json(await listSourceHealth(scope)));
