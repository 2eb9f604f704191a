import type { ClickEvent, ConversionEvent, Defect, DemoRecord, ImpressionEvent } from "../events";

/** Far enough away that no clock can be that wrong. */
const IMPOSSIBLE_TIME = "2099-01-01T00:00:00.000Z";
/** Creatives that were taken out of the catalogue, while an old page still shows them. */
const RETIRED_CREATIVES = ["cr-990001", "cr-990002", "cr-990003"] as const;
const RETIRED_CAMPAIGN = "cmp-9901";

/** The header of our own tag's click and conversion file: the names of API.md. */
export const webInteractionColumns = [
  "eventId",
  "occurredAt",
  "userId",
  "campaignId",
  "creativeId",
  "site",
  "conversionType",
  "valueMicros",
  "currency",
  "orderId",
  "userAgent",
  "ip",
] as const;

/** One line of NDJSON without its newline, in the names of API.md; a malformed one is cut in the middle. */
export function toWebImpression(event: ImpressionEvent, defect: DemoRecord["defect"]): string {
  const { kind, at, auctionId, priceMicros, ...fields } = event;
  const record: Record<string, unknown> = {
    ...fields,
    occurredAt: new Date(at).toISOString(),
    auctionId: auctionId ?? undefined,
    priceMicros: priceMicros ?? undefined,
  };
  if (defect === "missing_field") delete record.creativeId;
  if (defect === "wrong_type") record.userId = { id: event.userId };
  if (defect === "impossible_time") record.occurredAt = IMPOSSIBLE_TIME;
  if (defect === "unknown_reference") {
    record.creativeId = RETIRED_CREATIVES[event.at % RETIRED_CREATIVES.length];
    delete record.campaignId;
  }
  const line = JSON.stringify(record);
  return defect === "malformed" ? line.slice(0, Math.floor(line.length * 0.6)) : line;
}

/** One row under `webInteractionColumns`; a click has no conversion type, a malformed row too few cells. */
export function toWebInteraction(event: ClickEvent | ConversionEvent, defect: Defect | null): string[] {
  const conversion = event.kind === "conversion" ? event : null;
  const click = event.kind === "click" ? event : null;
  const value = conversion?.valueMicros ?? null;
  const row = [
    event.eventId,
    defect === "impossible_time" ? IMPOSSIBLE_TIME : new Date(event.at).toISOString(),
    defect === "missing_field" ? "" : event.userId,
    defect === "unknown_reference" ? RETIRED_CAMPAIGN : event.campaignId,
    // without a creative, since one that is known would contradict the campaign that is not
    defect === "unknown_reference" ? "" : (click?.creativeId ?? ""),
    click?.site ?? "",
    conversion?.conversionType ?? "",
    defect === "wrong_type" ? "twelve" : (value?.toString() ?? ""),
    value === null ? "" : (conversion?.currency ?? ""),
    conversion?.orderId ?? "",
    click?.userAgent ?? "",
    click?.ip ?? "",
  ];
  return defect === "malformed" ? row.slice(0, 3) : row;
}
