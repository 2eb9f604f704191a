import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getReplay } from "@/lib/read-models/quality/replays/list-replays";

/** How far a replay has come, and what became of its records. */
export const GET = handle.operations<{ id: string }>(async ({ scope, params }) =>
  json(await getReplay(scope, params.id)),
);
