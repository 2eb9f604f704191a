import { flightState } from "@/components/ui/flight-badge";
import { relativeChange } from "@/components/ui/relative-change";
import type { CampaignPacing } from "@/lib/contracts/campaign-trends";
import { isPacingOff as isOff } from "@/lib/contracts/pacing";
import type { CampaignRow } from "@/lib/contracts/reports";
import { type FigureKey, figureOf } from "./list-columns";
import type { CampaignStatus, ListSort, ListState } from "./list-state";

export type PacingRow = CampaignPacing["rows"][number];

/** A campaign with everything that its line shows. */
export interface ListRow {
  campaign: CampaignRow;
  status: CampaignStatus;
  /** Null without a budget or a flight, and until it is known. */
  pacing: PacingRow | null;
  /** The same campaign in the period before; null until it is known. */
  earlier: CampaignRow | null;
}

/**
 * Puts a report, the one of the period before, and pacing together.
 * @param today the calendar date, for what is live
 */
export function joinRows(
  rows: readonly CampaignRow[],
  {
    earlier,
    pacing,
    today,
  }: { earlier?: readonly CampaignRow[] | undefined; pacing?: readonly PacingRow[] | undefined; today: string },
): ListRow[] {
  const before = new Map(earlier?.map((row) => [row.campaignId, row]));
  const paces = new Map(pacing?.map((row) => [row.campaignId, row]));
  return rows.map((campaign) => ({
    campaign,
    status: statusOf(campaign, today),
    pacing: paces.get(campaign.campaignId) ?? null,
    earlier: before.get(campaign.campaignId) ?? null,
  }));
}

/** Silent is what should run and showed nothing in the range. */
export function statusOf(campaign: CampaignRow, today: string): CampaignStatus {
  const state = flightState(campaign, today);
  if (state !== "running") return state;
  return campaign.impressions > 0 ? "live" : "silent";
}

/** Whether the campaign's budget needs somebody. */
export function isPacingOff({ pacing }: ListRow): boolean {
  return pacing !== null && isOff(pacing);
}

/** The rows that all chosen filters let through. The search finds names and ids of campaigns and advertisers. */
export function filterRows(rows: readonly ListRow[], state: ListState): ListRow[] {
  const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const { campaign } = row;
    const names = [campaign.name, campaign.campaignId, campaign.advertiserName, campaign.advertiserId];
    const text = names.join("\n").toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (state.statuses.length === 0 || state.statuses.includes(row.status)) &&
      (state.advertiserId === null || campaign.advertiserId === state.advertiserId) &&
      (state.pricings.length === 0 || state.pricings.includes(campaign.pricing)) &&
      (!state.isPacingOff || isPacingOff(row)) &&
      state.figures.every(({ column, is, typed }) => {
        const figure = campaign[column];
        if (figure === null) return false;
        return is === "over" ? figure > figureOf(column, typed) : figure < figureOf(column, typed);
      })
    );
  });
}

/** The rows in order; one without a value comes last, whichever the direction, and names decide among equals. */
export function sortRows(rows: readonly ListRow[], { column, direction }: ListSort): ListRow[] {
  const sign = direction === "asc" ? 1 : -1;
  const byName = (a: ListRow, b: ListRow) => a.campaign.name.localeCompare(b.campaign.name);
  if (column === "name") return [...rows].sort((a, b) => sign * byName(a, b));
  return [...rows].sort((a, b) => {
    const [left, right] = [sortValue(a, column), sortValue(b, column)];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b);
    return sign * (left - right) || byName(a, b);
  });
}

function sortValue(row: ListRow, column: Exclude<ListSort["column"], "name">): number | null {
  if (column === "pacing") return row.pacing?.pace ?? null;
  if (column !== "flight") return row.campaign[column];
  return row.campaign.endsOn === null ? null : Date.parse(row.campaign.endsOn);
}

/** The relative change of a figure against the period before; null where there is nothing to compare with. */
export function changeOf({ campaign, earlier }: Pick<ListRow, "earlier"> & { campaign: CampaignRow }, key: FigureKey) {
  return relativeChange(campaign[key], earlier?.[key]);
}
