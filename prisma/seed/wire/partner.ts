import type { ClickEvent, ConversionEvent, Defect, ImpressionEvent } from "../events";
import { createZoneOffset } from "../rhythm";

/** The zone of the partner's clocks, which its files do not name. */
export const partnerTimeZone = "Asia/Kolkata";

const IMPOSSIBLE_TIME = "31/02/2026 25:61:00";
const RETIRED_CREATIVE = "cr-980001";
const RETIRED_CAMPAIGN = "cmp-9801";

const offsetAt = createZoneOffset(partnerTimeZone);

/** What a person would enter on the source's mapping screen to read this partner (API.md, "A mapping"). */
export const partnerMapping = {
  impressions: {
    fields: {
      eventId: "ref",
      occurredAt: { path: "shown_at", type: "epoch_s" },
      userId: "visitor",
      creativeId: "banner",
      site: { path: "page", type: "url" },
      placement: "slot",
      priceMicros: { path: "cost", type: "decimal" },
      currency: "cur",
      userAgent: "agent",
      ip: "addr",
      country: "geo",
      viewable: "in_view",
    },
  },
  interactions: {
    fields: {
      eventId: "ref",
      occurredAt: { path: "event_time", type: "datetime", format: "dd/MM/yyyy HH:mm:ss" },
      userId: "visitor",
      campaignId: "campaign_no",
      creativeId: "banner",
      site: { path: "page", type: "url" },
      conversionType: {
        path: "action",
        map: { tap: "click", buy: "purchase", basket: "add_to_cart", enquiry: "lead", register: "signup" },
      },
      valueMicros: { path: "amount", type: "decimal" },
      currency: "cur",
      orderId: "order_ref",
    },
  },
} as const;

const actions: Record<string, string> = { purchase: "buy", add_to_cart: "basket", lead: "enquiry", signup: "register" };

export const partnerInteractionColumns = [
  "ref",
  "event_time",
  "visitor",
  "campaign_no",
  "banner",
  "page",
  "action",
  "amount",
  "cur",
  "order_ref",
] as const;

/** One element of the partner's JSON array: names of its own, seconds since 1970, amounts as decimals. */
export function toPartnerImpression(event: ImpressionEvent, defect: Defect | null): string {
  const record: Record<string, unknown> = {
    ref: event.eventId,
    shown_at: defect === "impossible_time" ? 4_070_908_800 : event.at / 1000,
    visitor: defect === "wrong_type" ? [event.userId] : event.userId,
    banner: defect === "unknown_reference" ? RETIRED_CREATIVE : event.creativeId,
    page: pageOf(event.site, event.at),
    slot: event.placement,
    cost: event.priceMicros === null ? undefined : toDecimal(event.priceMicros),
    cur: event.currency,
    agent: event.userAgent,
    addr: event.ip,
    geo: event.country,
    in_view: event.viewable,
  };
  if (defect === "missing_field") delete record.banner;
  return JSON.stringify(record);
}

/** One row under `partnerInteractionColumns`: naive local time, day first, amounts as decimals. */
export function toPartnerInteraction(event: ClickEvent | ConversionEvent, defect: Defect | null): string[] {
  const conversion = event.kind === "conversion" ? event : null;
  const click = event.kind === "click" ? event : null;
  const value = conversion?.valueMicros ?? null;
  const row = [
    event.eventId,
    defect === "impossible_time" ? IMPOSSIBLE_TIME : toLocalTime(event.at),
    defect === "missing_field" ? "" : event.userId,
    defect === "unknown_reference" ? RETIRED_CAMPAIGN : event.campaignId,
    // without a creative, since one that is known would contradict the campaign that is not
    defect === "unknown_reference" ? "" : (click?.creativeId ?? ""),
    click ? pageOf(click.site, click.at) : "",
    conversion ? (actions[conversion.conversionType] ?? conversion.conversionType) : "tap",
    defect === "wrong_type" ? "n/a" : value === null ? "" : toDecimal(value),
    value === null ? "" : (conversion?.currency ?? ""),
    conversion?.orderId ?? "",
  ];
  return defect === "malformed" ? row.slice(0, 4) : row;
}

function toLocalTime(atMs: number): string {
  const [, year, month, day, time] =
    /^(\d+)-(\d\d)-(\d\d)T(.{8})/.exec(new Date(atMs + offsetAt(atMs)).toISOString()) ?? [];
  return `${day}/${month}/${year} ${time}`;
}

function pageOf(site: string, atMs: number): string {
  return `https://${site}/a/${Math.floor(atMs / 1000) % 977}`;
}

/** Micros as an amount, without the error of floating point: 9500 → "0.009500". */
function toDecimal(micros: number): string {
  const digits = String(micros).padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
