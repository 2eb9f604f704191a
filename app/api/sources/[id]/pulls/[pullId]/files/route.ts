import { z } from "zod";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listPulledFiles } from "@/lib/read-models/pulls/list-pulled-files";

const querySchema = z.object({ cursor: z.string().max(8192).optional() });

/** What became of a pull's files, the newest first. */
export const GET = handle.operations<{ id: string; pullId: string }>(async ({ scope, params, url }) => {
  const { cursor = null } = parseQuery(querySchema, url);
  return json(await listPulledFiles(scope, { sourceId: params.id, pullId: params.pullId, cursor }));
});
