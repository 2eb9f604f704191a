import { deleteView, updateView } from "@/lib/actions/views/save-view";
import { viewPatchSchema } from "@/lib/contracts/views";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";

/** Renames a view, changes what it shows, or makes it the default. */
export const PATCH = handle.self<{ id: string }>(async ({ scope, params, request }) => {
  const patch = await parseBody(viewPatchSchema, request);
  return json(await updateView(scope, params.id, patch));
});

/** Forgets a view. */
export const DELETE = handle.self<{ id: string }>(async ({ scope, params }) => {
  await deleteView(scope, params.id);
  return new Response(null, { status: 204 });
});
