import type { Meaning, Path, Sent } from "./sent";

export const csvHeader =
  "event_id,timestamp,user_id,campaign_id,creative_id,site,conversion_type,value_micros,currency,country,user_agent,ip,order_id";

/** Where bid requests without a campaign are kept. */
export const unassigned = "unassigned";

/** Beside what a record means: how it says so. */
export interface Wording {
  agent: string | null;
  conversionType?: string;
  hidden?: boolean;
}

/** Writes a record as its sender does. */
export function writeRecord(path: Path, means: Meaning, wording: Wording): Sent {
  const text = path === "interactions" ? csvRow(means, wording) : jsonOf(means, wording);
  return { path, text, fate: { means } };
}

function jsonOf(means: Meaning, { agent, hidden }: Wording): string {
  const fields = {
    eventId: means.eventId,
    occurredAt: new Date(means.at).toISOString(),
    userId: means.userId,
    // a bid request can be for nobody yet
    campaignId: means.campaignId === unassigned ? null : means.campaignId,
    creativeId: means.kind === "impression" ? means.creativeId : null,
    auctionId: means.auctionId ?? (means.kind === "bid_request" ? `auction of ${means.eventId ?? means.at}` : null),
    site: means.site === null ? null : `https://www.${means.site}/a/page?x=1`,
    priceMicros: means.kind === "impression" ? means.priceMicros : null,
    currency: means.currency,
    country: means.country === "unknown" ? null : means.country,
    userAgent: agent,
    ip: means.address,
    hidden: hidden ?? null,
    viewable: means.viewable ?? null,
  };
  return JSON.stringify(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)));
}

function csvRow(means: Meaning, { agent, conversionType }: Wording): string {
  const cells = [
    means.eventId,
    new Date(means.at).toISOString(),
    means.userId,
    means.campaignId,
    means.creativeId,
    means.site,
    means.kind === "click" ? "click" : (means.conversionType ?? conversionType ?? "purchase"),
    means.valueMicros,
    means.currency,
    means.country === "unknown" ? null : means.country,
    agent,
    means.address,
    means.orderId ?? null,
  ];
  return cells.map((cell) => quoted(cell === null ? "" : String(cell))).join(",");
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
