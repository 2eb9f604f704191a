import { z } from "zod";
import { systemClock } from "@/lib/clock";
import type { ConversionList, ConversionListQuery } from "@/lib/contracts/conversions";
import { isAskableTime } from "@/lib/contracts/primitives";
import { AppError } from "@/lib/errors";
import { decodeCursor, encodeCursor } from "@/lib/read-models/batches/page-cursor";
import { getCampaign } from "@/lib/read-models/campaigns/get-campaign";
import { resolveRange } from "@/lib/read-models/campaigns/resolve-range";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { listCreativeNames } from "./list-creative-names";
import {
  type ConversionPlace,
  type ConversionRow,
  type ConversionsQuery,
  selectConversions,
} from "./select-conversions";

/** How many conversions are looked at for a page of those in one state, and for a download. */
const limitsOfProduct = { page: 2_000, download: 20_000 };
/** So many are read by one query, so that others get their turn. */
const sliceRows = 1_000;

const cursorSchema = z.tuple([z.iso.datetime().refine(isAskableTime), z.string().min(1).max(256)]);

type Query = Pick<ConversionListQuery, "from" | "to" | "timeZone" | "state" | "cursor" | "limit">;

/**
 * `GET /api/campaigns/{id}/conversions`: sample rows of a campaign, the newest first, each with what the campaign's
 * own model makes of it. Of those in one state a page can have fewer, or none, and there still are more behind its cursor.
 * @throws AppError `not_found`; `invalid_request` for a range that cannot be or a cursor that is none
 */
export async function listConversions(
  scope: ReportScope,
  campaignId: string,
  query: Query,
  db: Database = getPrisma(),
  limits = limitsOfProduct,
): Promise<ConversionList> {
  const { rows, next } = await readPage(db, await askedFor(scope, db, campaignId, query), {
    state: query.state,
    limit: query.limit,
    lookAt: limits.page,
  });
  return { rows: await named(db, rows), nextCursor: next && encodeCursor([next.occurredAt, next.eventId]) };
}

/**
 * All conversions of the range, in one state or in any, for a file.
 * @returns the range too, which the file is named for
 * @throws AppError as {@link listConversions}, and `invalid_request` where there are too many for a file
 */
export async function downloadConversions(
  scope: ReportScope,
  campaignId: string,
  query: Query,
  db: Database = getPrisma(),
  limits = limitsOfProduct,
): Promise<{ rows: ConversionList["rows"]; from: string; to: string; timeZone: string }> {
  const asked = await askedFor(scope, db, campaignId, query);
  const { rows, next } = await readPage(db, asked, {
    state: query.state,
    limit: limits.download,
    lookAt: limits.download + 1,
  });
  if (next) throw tooManyForFile(limits.download);
  const [from, to] = [new Date(asked.range.from).toISOString(), new Date(asked.range.to).toISOString()];
  return { rows: await named(db, rows), from, to, timeZone: asked.timeZone };
}

type Asked = Omit<ConversionsQuery, "limit"> & { timeZone: string };

async function askedFor(scope: ReportScope, db: Database, campaignId: string, query: Query): Promise<Asked> {
  const [occurredAt, eventId] = query.cursor === undefined ? [] : decodeCursor(cursorSchema, query.cursor);
  const campaign = await getCampaign(scope, db, campaignId);
  const timeZone = query.timeZone ?? campaign.timeZone;
  const after = occurredAt && eventId ? { occurredAt, eventId } : null;
  const range = resolveRange(query, timeZone, systemClock.now());
  return { campaignId, model: campaign.attributionModel, range, after, timeZone };
}

interface PageLimits {
  state: ConversionList["rows"][number]["state"] | undefined;
  limit: number;
  lookAt: number;
}

/** Reads on until the page is full, enough was looked at (`next` says where to go on), or nothing is left. */
async function readPage(
  db: Database,
  asked: Asked,
  { state, limit, lookAt }: PageLimits,
): Promise<{ rows: ConversionRow[]; next: ConversionPlace | null }> {
  const rows: ConversionRow[] = [];
  for (let lookedAt = 0, after = asked.after; ; ) {
    // one more than is wanted tells whether there are more
    const size = Math.min(sliceRows, state === undefined ? limit - rows.length + 1 : lookAt - lookedAt);
    const slice = await selectConversions(db, { ...asked, after, limit: size });
    for (const [index, row] of slice.entries()) {
      if (state !== undefined && row.state !== state) continue;
      if (rows.length < limit) rows.push(row);
      const isMore = index + 1 < slice.length || slice.length === size;
      if (rows.length === limit) return { rows, next: isMore ? row : null };
    }
    lookedAt += slice.length;
    after = slice.at(-1) ?? null;
    if (slice.length < size) return { rows, next: null };
    if (state !== undefined && lookedAt >= lookAt) return { rows, next: after };
  }
}

async function named(db: Database, rows: readonly ConversionRow[]): Promise<ConversionList["rows"]> {
  const ids = rows.flatMap(({ creativeId }) => (creativeId === null ? [] : [creativeId]));
  const names = await listCreativeNames(db, ids);
  return rows.map((row) => ({
    ...row,
    creativeName: row.creativeId === null ? null : (names.get(row.creativeId) ?? row.creativeId),
  }));
}

function tooManyForFile(most: number): AppError {
  const message = `A file is made of at most ${most} conversions; choose a shorter range.`;
  return new AppError("invalid_request", message, { issues: [{ path: "from", message }] });
}
