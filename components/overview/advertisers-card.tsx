import Link from "next/link";
import { Sparkline } from "@/components/charts/sparkline";
import { Card, CardHeader } from "@/components/ui/card";
import { Change } from "@/components/ui/change";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatCount, formatMoney, formatRatio } from "@/components/ui/format";
import { relativeChange } from "@/components/ui/relative-change";
import { SkeletonTable } from "@/components/ui/skeleton-table";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Overview, OverviewMetric } from "@/lib/contracts/overview";

type Advertiser = Overview["advertisers"][number];

/** The person's advertisers: yesterday against the day before and the same weekday, and the month so far. */
export function AdvertisersCard({ data }: { data: Overview | undefined }) {
  return (
    <Card>
      <CardHeader
        title="My advertisers"
        description="Yesterday by each advertiser’s own calendar, against the same weekday a week before"
      />
      {!data && <SkeletonTable label="Advertisers" rows={4} columns={6} />}
      {data && (
        <Table label="My advertisers">
          <TableHeader>
            <TableRow>
              <TableHead>Advertiser</TableHead>
              <TableHead className="w-32 max-md:hidden">14 days</TableHead>
              <TableHead numeric>Spend</TableHead>
              <TableHead numeric>Conversions</TableHead>
              <TableHead numeric className="max-sm:hidden">
                CPA
              </TableHead>
              <TableHead numeric className="max-sm:hidden">
                ROAS
              </TableHead>
              <TableHead numeric className="max-md:hidden">
                Month to date
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {data.advertisers.map((advertiser) => (
              <AdvertiserRow key={advertiser.advertiserId} advertiser={advertiser} />
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

function AdvertiserRow({ advertiser }: { advertiser: Advertiser }) {
  const { advertiserId, name, currency, yesterday, monthToDate, costTrend } = advertiser;
  const money = (micros: number | null) => formatMoney(micros, currency, { whole: true });
  return (
    <TableRow interactive>
      <TableCell className="max-w-40 sm:max-w-72">
        <Link
          href={`/campaigns?advertiser=${encodeURIComponent(advertiserId)}`}
          className="block truncate rounded-sm font-medium hover:underline"
        >
          <ForeignText text={name} />
        </Link>
        <span className="block truncate text-muted-foreground text-xs">{aboutCampaigns(advertiser)}</span>
      </TableCell>
      <TableCell className="w-32 max-md:hidden">
        <div aria-hidden>
          <Sparkline values={costTrend} height={28} />
        </div>
      </TableCell>
      <TableCell numeric>
        {money(yesterday.costMicros)}
        <Against advertiser={advertiser} metric="costMicros" />
      </TableCell>
      <TableCell numeric>
        {formatCount(yesterday.conversions)}
        <Against advertiser={advertiser} metric="conversions" />
      </TableCell>
      <TableCell numeric className="max-sm:hidden">
        {money(yesterday.conversions > 0 ? yesterday.costMicros / yesterday.conversions : null)}
      </TableCell>
      <TableCell numeric className="max-sm:hidden">
        {formatRatio(yesterday.costMicros > 0 ? yesterday.revenueMicros / yesterday.costMicros : null)}
      </TableCell>
      <TableCell numeric className="max-md:hidden">
        {money(monthToDate.costMicros)}
        <div className="h-4 text-muted-foreground text-xs">{formatCount(monthToDate.conversions)} conversions</div>
      </TableCell>
    </TableRow>
  );
}

function Against({ advertiser, metric }: { advertiser: Advertiser; metric: OverviewMetric }) {
  const change = relativeChange(advertiser.yesterday[metric], advertiser.weekBefore[metric]);
  return (
    <div className="flex h-4 justify-end leading-4">
      <Change
        value={change}
        better={metric === "costMicros" ? "neither" : "up"}
        comparedWith="the same weekday a week before"
      />
    </div>
  );
}

function aboutCampaigns({ campaigns, liveCampaigns, settlingDays }: Advertiser): string {
  const live = `${liveCampaigns} of ${campaigns} ${campaigns === 1 ? "campaign" : "campaigns"} live`;
  return settlingDays > 0 ? `${live} · conversions settle for ${settlingDays} days` : live;
}
