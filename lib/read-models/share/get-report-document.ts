import { type Clock, systemClock } from "@/lib/clock";
import type { Metrics } from "@/lib/contracts/metrics";
import { type Performance, performanceQuerySchema } from "@/lib/contracts/reports";
import type { ReportDocument, ReportSettings } from "@/lib/contracts/share";
import { getCampaignPerformance } from "@/lib/read-models/campaigns/campaign-performance";
import { getCampaign } from "@/lib/read-models/campaigns/get-campaign";
import { openZone } from "@/lib/read-models/campaigns/zone";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const dayMs = 86_400_000;
const mostGroups = 10;

/**
 * A campaign's report as a client reads it: totals, days and the largest groups, by the advertiser's calendar. Only what
 * the settings say is in it; of incidents only that there is one.
 * @throws AppError `not_found`; `invalid_request` for a range that cannot be
 */
export async function getReportDocument(
  scope: ReportScope,
  campaignId: string,
  settings: ReportSettings,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<ReportDocument> {
  const { timeZone } = await getCampaign(scope, db, campaignId);
  const dates = datesOf(settings.range, timeZone, clock.now().getTime());
  const { traffic, model, showMoney } = settings;
  const ask = (more: object) =>
    getCampaignPerformance(
      scope,
      campaignId,
      performanceQuerySchema.parse({ ...dates, traffic, model, ...more }),
      db,
      clock,
    );
  const [whole, ...groups] = await Promise.all([
    ask({ bucket: "day" }),
    ...settings.breakdowns.map((groupBy) => ask({ bucket: "none", groupBy })),
  ]);
  const { campaign, totals } = whole;
  return {
    campaignName: campaign.name,
    advertiserName: campaign.advertiserName,
    currency: campaign.currency,
    timeZone,
    ...dates,
    traffic,
    showMoney,
    totals: {
      ...figuresOf(totals, showMoney),
      cvr: totals.cvr,
      reach: totals.reach,
      frequency: totals.frequency,
      cpmMicros: showMoney ? totals.cpmMicros : null,
      cpaMicros: showMoney ? totals.cpaMicros : null,
      revenueMicros: showMoney ? totals.revenueMicros : null,
      roas: showMoney ? totals.roas : null,
    },
    days: whole.rows.map((row) => ({ at: row.bucket ?? whole.from, ...figuresOf(row, showMoney) })),
    breakdowns: groups.map((report, index) => ({
      dimension: settings.breakdowns[index] ?? "creative",
      ...largest(report, showMoney),
    })),
    isIncomplete: whole.incidents.length > 0,
    asOf: whole.asOf,
  };
}

function datesOf(range: ReportSettings["range"], timeZone: string, now: number): { from: string; to: string } {
  if ("from" in range) return { from: range.from, to: range.to };
  const today = openZone(timeZone).dayOf(now);
  const date = (day: number) => new Date(day).toISOString().slice(0, 10);
  return { from: date(today - (range.lastDays - 1) * dayMs), to: date(today) };
}

function figuresOf({ impressions, clicks, ctr, conversions, costMicros }: Metrics, showMoney: boolean) {
  return { impressions, clicks, ctr, conversions, costMicros: showMoney ? costMicros : null };
}

function largest({ rows }: Performance, showMoney: boolean) {
  const delivered = rows.filter((row) => row.impressions + row.clicks + row.conversions > 0);
  const ranked = [...delivered].sort((a, b) => b.impressions - a.impressions || b.clicks - a.clicks);
  return {
    groups: ranked.length,
    rows: ranked
      .slice(0, mostGroups)
      .map((row) => ({ name: row.groupName ?? row.group ?? "", ...figuresOf(row, showMoney) })),
  };
}
