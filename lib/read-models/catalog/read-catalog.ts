import { z } from "zod";
import { campaignInScope, inScope } from "@/lib/read-models/in-scope";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";
import { advertiserRowSchema, campaignRowSchema, creativeRowSchema } from "./catalog-rows";

type Reader = Pick<Database, "$queryRaw">;

/** Entries read at a time, so that a catalogue of any size goes out in bounded memory. */
const pageSize = 5_000;

async function readAdvertisers(scope: ReportScope, database: Reader, after: string) {
  const rows = await database.$queryRaw`
    select id, name, time_zone as "timeZone", currency
    from advertiser
    where id > ${after} and ${inScope(scope, Prisma.sql`id`)}
    order by id
    limit ${pageSize}`;
  return z.array(advertiserRowSchema).parse(rows);
}

async function readCampaigns(scope: ReportScope, database: Reader, after: string) {
  const rows = await database.$queryRaw`
    select id, advertiser_id as "advertiserId", name, to_char(starts_on, 'YYYY-MM-DD') as "startsOn",
      to_char(ends_on, 'YYYY-MM-DD') as "endsOn", budget_micros::float8 as "budgetMicros", pricing,
      price_micros::float8 as "priceMicros", click_window_days as "clickWindowDays",
      view_window_days as "viewWindowDays", attribution_model as "attributionModel"
    from campaign
    where id > ${after} and ${inScope(scope, Prisma.sql`advertiser_id`)}
    order by id
    limit ${pageSize}`;
  return z.array(campaignRowSchema).parse(rows);
}

async function readCreatives(scope: ReportScope, database: Reader, after: string) {
  const rows = await database.$queryRaw`
    select id, campaign_id as "campaignId", name, format
    from creative
    where id > ${after} and ${campaignInScope(scope, Prisma.sql`campaign_id`)}
    order by id
    limit ${pageSize}`;
  return z.array(creativeRowSchema).parse(rows);
}

const nouns = [
  ["advertisers", readAdvertisers],
  ["campaigns", readCampaigns],
  ["creatives", readCreatives],
] as const;

/** Writes the catalogue, as much of it as is in the scope, as the JSON text that `PUT /api/catalog` takes, page by page. */
export async function* readCatalog(scope: ReportScope, database: Reader = getPrisma()): AsyncGenerator<string> {
  let lead = "{";
  for (const [name, readPage] of nouns) {
    lead += `${JSON.stringify(name)}:[`;
    for await (const page of pages<{ id: string }>((after) => readPage(scope, database, after))) {
      yield lead + page.map((entry) => JSON.stringify(entry)).join(",");
      lead = ",";
    }
    lead = lead === "," ? "]," : `${lead}],`;
  }
  yield lead.replace(/,$/, "}");
}

/** The pages that are not empty; each goes on behind the last id of the one before. */
async function* pages<Entry extends { id: string }>(
  read: (after: string) => Promise<Entry[]>,
): AsyncGenerator<Entry[]> {
  for (let after: string | undefined = ""; after !== undefined; ) {
    const page: Entry[] = await read(after);
    if (page.length > 0) yield page;
    after = page.length < pageSize ? undefined : page.at(-1)?.id;
  }
}
