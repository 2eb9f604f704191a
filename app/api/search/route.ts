import { isAllowed } from "@/lib/auth/authorise";
import { searchQuerySchema } from "@/lib/contracts/search";
import { json, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { search } from "@/lib/read-models/search/search";
import { everySource } from "@/lib/scope";

/** Finds things by name, for the command palette. */
export const GET = handle.reports(async ({ scope, principal, url }) => {
  const { q } = parseQuery(searchQuerySchema, url);
  return json(await search(scope, isAllowed(principal, "operations") ? everySource : null, q));
});
