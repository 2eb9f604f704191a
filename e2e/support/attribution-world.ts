import { call, createSource, credentials } from "./product";

export const dayMs = 86_400_000;

/** A small campaign of known touches and conversions, three days ago. */
export interface AttributionWorld {
  campaignId: string;
  /** The day of its events, in UTC. */
  day: string;
  sourceName: string;
  /** Conversions by what becomes of them. */
  ids: { clicked: string; viewed: string; repeated: string; lonely: string };
  /** Sends one more impression, and a click on it, of the user who clicked twice. */
  sendLateTouch: (round: number) => Promise<void>;
}

type Kind = "impressions" | "clicks" | "conversions";

/**
 * Linear, clicks of 7 days, views of 1 day. One user has a click of ten days before, two clicks within hours, a
 * view after, and a conversion of 90; another a view, a conversion of 10, and its order again; a third nothing
 * but a conversion.
 */
export async function sendAttributionWorld(run: number): Promise<AttributionWorld> {
  const campaignId = `attribution-${run}`;
  const midnight = Math.floor(run / dayMs) * dayMs - 3 * dayMs;
  const sourceName = `Shop ${run}`;
  await putCatalogue(campaignId, run, midnight);
  const source = await createSource({ name: sourceName, unknownReferences: "create" });
  const at = (clock: string, days = 0) => {
    const [hours = 0, minutes = 0] = clock.split(":").map(Number);
    return new Date(midnight + days * dayMs + (hours * 60 + minutes) * 60_000).toISOString();
  };
  const id = (name: string) => `${name}-${run}`;
  const touch = (name: string, user: string, creative: string, occurredAt: string) => ({
    eventId: id(name),
    occurredAt,
    userId: id(user),
    campaignId,
    creativeId: id(creative),
    site: `${creative}.example`,
  });
  const conversion = (name: string, user: string, occurredAt: string, more: object = {}) => ({
    eventId: id(name),
    occurredAt,
    userId: id(user),
    campaignId,
    conversionType: "purchase",
    ...more,
  });
  const send = async (kind: Kind, records: readonly object[]) => {
    const { status, body } = await call<{ stored: number }>(`/api/ingest/${kind}?wait=30`, {
      key: source.ingestKey,
      body: JSON.stringify(records),
      contentType: "application/json",
    });
    if (body.stored !== records.length) throw new Error(`${kind}: status ${status}, ${JSON.stringify(body)}`);
  };
  await send("conversions", [
    conversion("clicked", "anna", at("12:00"), { valueMicros: 90_000_000, orderId: id("order-1") }),
    conversion("viewed", "bert", at("09:30"), { valueMicros: 10_000_000, orderId: id("order-2") }),
    conversion("repeated", "bert", at("09:40"), { valueMicros: 10_000_000, orderId: id("order-2") }),
    conversion("lonely", "cora", at("15:00")),
  ]);
  await send("impressions", [
    touch("i-old", "anna", "autumn", at("09:00", -10)),
    touch("i-1", "anna", "autumn", at("08:00")),
    touch("i-2", "anna", "winter", at("10:00")),
    touch("i-after", "anna", "winter", at("13:00")),
    touch("i-bert", "bert", "autumn", at("09:00")),
  ]);
  await send("clicks", [
    touch("c-old", "anna", "autumn", at("09:05", -10)),
    touch("c-1", "anna", "autumn", at("08:05")),
    touch("c-2", "anna", "winter", at("10:04")),
  ]);
  const ids = { clicked: id("clicked"), viewed: id("viewed"), repeated: id("repeated"), lonely: id("lonely") };
  return {
    campaignId,
    day: new Date(midnight).toISOString().slice(0, 10),
    sourceName,
    ids,
    sendLateTouch: async (round) => {
      const minute = String(round).padStart(2, "0");
      await send("impressions", [touch(`i-late-${round}`, "anna", "winter", at(`11:${minute}`))]);
      await send("clicks", [
        touch(`c-late-${round}`, "anna", "winter", at(`11:${String(round + 1).padStart(2, "0")}`)),
      ]);
    },
  };
}

async function putCatalogue(campaignId: string, run: number, midnight: number): Promise<void> {
  const date = (days: number) => new Date(midnight + days * dayMs).toISOString().slice(0, 10);
  const advertiser = { id: "attribution", name: "Attribution", currency: "EUR" };
  const campaign = {
    id: campaignId,
    advertiserId: advertiser.id,
    name: `Attribution ${run}`,
    startsOn: date(-11),
    endsOn: date(18),
    budgetMicros: 3_000_000_000,
    pricing: "cpa",
    priceMicros: 20_000_000,
    attributionModel: "linear",
    clickWindowDays: 7,
    viewWindowDays: 1,
  };
  const creatives = ["autumn", "winter"].map((name) => ({ id: `${name}-${run}`, campaignId, name: `${name} sale` }));
  const { status } = await call("/api/catalog", {
    key: credentials().manageKey,
    method: "PUT",
    body: JSON.stringify({ advertisers: [advertiser], campaigns: [campaign], creatives }),
    contentType: "application/json",
  });
  if (status !== 200) throw new Error(`The catalogue was refused with status ${status}.`);
}
