import { z } from "zod";
import { createReplay } from "@/lib/actions/quality/replays/create-replay";
import { actorOf } from "@/lib/auth/principal";
import { externalIdSchema } from "@/lib/contracts/primitives";
import { replayInputSchema } from "@/lib/contracts/replay";
import { json, parseBody, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getOpenConnection } from "@/lib/ingest/ingest-deps";
import { listReplays } from "@/lib/read-models/quality/replays/list-replays";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

const querySchema = z.object({ issueId: externalIdSchema.optional() });

/** The replays of an issue, or of all issues, the newest first. */
export const GET = handle.operations(async ({ scope, url }) =>
  json(await listReplays(scope, parseQuery(querySchema, url))),
);

/** Tells what would become of an issue's rejected records, and has them replayed unless it is a dry run. */
export const POST = handle.operate(async ({ request, principal }) => {
  const input = await parseBody(replayInputSchema, request);
  const answer = await createReplay({ input, actor: actorOf(principal) }, getOpenConnection);
  return json(answer, { status: answer.replayId === null ? 200 : 202 });
});
