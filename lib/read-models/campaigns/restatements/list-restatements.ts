import { z } from "zod";
import type { Restatements, RestatementsQuery } from "@/lib/contracts/restatement";
import { AppError } from "@/lib/errors";
import { decodeCursor, encodeCursor } from "@/lib/read-models/batches/page-cursor";
import { getCampaign } from "@/lib/read-models/campaigns/get-campaign";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { type RestatementRow, selectRestatements } from "./select-restatements";

/** So many lines a download has at most. */
const mostLines = 20_000;
/** The id of the last line of a page. */
const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/**
 * `GET /api/campaigns/{id}/restatements`: how figures that had been reported changed since, the newest first.
 * Values beyond 2^53 lose their last digits in JSON, as all money of the API does; the CSV keeps them.
 * @throws AppError `not_found`; `invalid_request` for a cursor that is none, or days that end before they begin
 */
export async function listRestatements(
  scope: ReportScope,
  campaignId: string,
  query: RestatementsQuery,
  db: Database = getPrisma(),
): Promise<Restatements> {
  const { campaign, filter } = await filterOf(scope, db, campaignId, query);
  const rows = await selectRestatements(db, filter, query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    restatements: page.map(({ id, from, to, at, ...row }) => ({
      id: String(id),
      ...row,
      from: Number(from),
      to: Number(to),
      at: at.toISOString(),
    })),
    timeZone: campaign.timeZone,
    nextCursor: last && rows.length > page.length ? encodeCursor([String(last.id)]) : null,
  };
}

/** The same for a download: all that the filters leave, at most 20,000 of the newest, whatever limit and cursor say. */
export async function listAllRestatements(
  scope: ReportScope,
  campaignId: string,
  query: RestatementsQuery,
  db: Database = getPrisma(),
): Promise<RestatementRow[]> {
  const { filter } = await filterOf(scope, db, campaignId, { ...query, cursor: undefined });
  return await selectRestatements(db, filter, mostLines);
}

async function filterOf(scope: ReportScope, db: Database, campaignId: string, query: RestatementsQuery) {
  const { from, to, metric, traffic, model, cursor } = query;
  if (from && to && from > to) {
    const message = "from must not be after to.";
    throw new AppError("invalid_request", message, { issues: [{ path: "from", message }] });
  }
  const before = cursor === undefined ? undefined : decodeCursor(cursorSchema, cursor)[0];
  const campaign = await getCampaign(scope, db, campaignId);
  const chosen = model === "campaign" ? campaign.attributionModel : model;
  return { campaign, filter: { campaignId, from, to, metric, traffic, model: chosen, before } };
}
