import { putCatalog } from "@/lib/actions/catalog/put-catalog";
import { actorOf } from "@/lib/auth/principal";
import { catalogSchema } from "@/lib/contracts/catalog";
import { json, jsonStream, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { readCatalog } from "@/lib/read-models/catalog/read-catalog";

const maxBytes = 16 * 1024 * 1024;

/** Advertisers, campaigns and creatives, as PUT takes them. */
export const GET = handle.reports(async ({ scope }) => jsonStream(readCatalog(scope)));

/** Upserts by id, all or nothing; says how many were new and how many were there. */
export const PUT = handle.campaigns(async ({ scope, request, principal }) => {
  const catalog = await parseBody(catalogSchema, request, { maxBytes });
  return json(await putCatalog(scope, actorOf(principal), catalog));
});
