import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getErasure } from "@/lib/read-models/erasures/list-erasures";

/** How far an erasure is; once it is done, the record that it was. */
export const GET = handle.administer<{ id: string }>(async ({ scope, params }) =>
  json(await getErasure(scope, params.id)),
);
