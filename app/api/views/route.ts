import { insertView } from "@/lib/actions/views/save-view";
import { viewInputSchema, viewQuerySchema } from "@/lib/contracts/views";
import { json, parseBody, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listViews } from "@/lib/read-models/views/list-views";

/** What the person keeps of a screen. */
export const GET = handle.self(async ({ scope, url }) => {
  const { screen } = parseQuery(viewQuerySchema, url);
  return json(await listViews(scope, screen));
});

/** Keeps one more, or replaces the one of that name. */
export const POST = handle.self(async ({ scope, request }) => {
  const view = await parseBody(viewInputSchema, request);
  return json(await insertView(scope, view), { status: 201 });
});
