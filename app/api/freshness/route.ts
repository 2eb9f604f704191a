import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getFreshness } from "@/lib/read-models/freshness/get-freshness";

/** How old the newest event of every source is, and where in the pipeline it waits. */
export const GET = handle.reports(async ({ scope }) => json(await getFreshness(scope)));
