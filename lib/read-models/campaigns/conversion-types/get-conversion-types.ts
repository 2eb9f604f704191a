import { z } from "zod";
import { type Clock, systemClock } from "@/lib/clock";
import type { ConversionTypes, ConversionTypesQuery } from "@/lib/contracts/funnel";
import { AppError } from "@/lib/errors";
import { chooseSegments } from "@/lib/read-models/campaigns/choose-segments";
import { maxRows } from "@/lib/read-models/campaigns/collect-rows";
import { getCampaign } from "@/lib/read-models/campaigns/get-campaign";
import { resolveRange } from "@/lib/read-models/campaigns/resolve-range";
import { segmentRows } from "@/lib/read-models/campaigns/segment-rows";
import { conversionTypeViews } from "@/lib/read-models/campaigns/views";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const rowsSchema = z.array(
  z.object({ conversionType: z.string(), conversions: z.number().int(), valueMicros: z.number() }),
);

/**
 * `GET /api/campaigns/{id}/conversion-types`: the campaign's conversions by type as they came, whoever they are
 * credited to and however often an order was sent; the most first, types without any left out.
 * @throws AppError `not_found`; `invalid_request` for a range that cannot be or too many types
 */
export async function getConversionTypes(
  scope: ReportScope,
  campaignId: string,
  query: ConversionTypesQuery,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<ConversionTypes> {
  const campaign = await getCampaign(scope, db, campaignId);
  const timeZone = query.timeZone ?? campaign.timeZone;
  const { from, to } = resolveRange(query, timeZone, clock.now());
  const segments = chooseSegments([from, to], 60);
  const net = query.traffic === "net";
  const rows = rowsSchema.parse(
    await db.$queryRaw`
      select v.conversion_type as "conversionType",
        sum(v.conversions - case when ${net} then v.filtered_conversions else 0 end)::float8 as conversions,
        sum(v.value_micros - case when ${net} then v.filtered_value_micros else 0 end)::float8 as "valueMicros"
      from ${segmentRows({ segments, campaignIds: [campaignId] }, conversionTypeViews)} v
      group by 1
      having sum(v.conversions - case when ${net} then v.filtered_conversions else 0 end) > 0
      order by 2 desc, 1
      limit ${maxRows + 1}`,
  );
  if (rows.length > maxRows) throw tooManyTypes();
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), timeZone, rows };
}

function tooManyTypes(): AppError {
  const message = `There are more than ${maxRows} conversion types in this range; choose a shorter one.`;
  return new AppError("invalid_request", message, { issues: [{ path: "from", message }] });
}
