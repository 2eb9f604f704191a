import { ForeignText } from "@/components/ui/foreign-text";
import { formatMoney } from "@/components/ui/format";
import { formatCalendarDate } from "@/components/ui/format-time";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Performance } from "@/lib/contracts/reports";

/** Whose campaign it is, when it runs, how it is paid, and how fresh its figures are. */
export function CampaignDescription({ data }: { data: Performance }) {
  const { campaign } = data;
  const flight = campaign.startsOn && campaign.endsOn;
  return (
    <>
      <ForeignText text={campaign.advertiserName} />
      {flight && ` · ${formatCalendarDate(campaign.startsOn ?? "")} – ${formatCalendarDate(campaign.endsOn ?? "")}`}
      {campaign.budgetMicros !== null && ` · budget ${formatMoney(campaign.budgetMicros, campaign.currency)}`}
      {" · "}
      {campaign.pricing.toUpperCase()} · days in {data.timeZone} · data as of{" "}
      <TimeAgo at={data.asOf} timeZone={data.timeZone} />
    </>
  );
}
