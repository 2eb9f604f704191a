import { call, credentials } from "./product";

async function busiestCampaign(): Promise<string> {
  const { body } = await call<{ rows: { campaignId: string; impressions: number }[] }>(
    "/api/campaigns?advertiserId=adv-cascade",
    {
      key: credentials().readKey,
    },
  );
  return body.rows.reduce((most, row) => (row.impressions > most.impressions ? row : most)).campaignId;
}

/** A conversion of a campaign with several touches, where there is one: its panel is the fullest. */
async function aConversion(campaignId: string): Promise<string> {
  const { body } = await call<{ rows: { eventId: string; touches: number }[] }>(
    `/api/campaigns/${campaignId}/conversions?state=credited`,
    { key: credentials().readKey },
  );
  return (body.rows.find(({ touches }) => touches > 2) ?? body.rows[0])?.eventId ?? "";
}

async function aBatchWithRejects(): Promise<string> {
  const { body } = await call<{ batches: { batchId: string; rejected: number }[] }>("/api/batches", {
    key: credentials().readKey,
  });
  return (body.batches.find(({ rejected }) => rejected > 0) ?? body.batches[0])?.batchId ?? "";
}

/** One that rejects what the catalogue does not know: its settings have the longest words. */
async function aSource(): Promise<string> {
  const { body } = await call<{ sources: { id: string; unknownReferences: string }[] }>("/api/sources", {
    key: credentials().readKey,
  });
  return (body.sources.find(({ unknownReferences }) => unknownReferences === "reject") ?? body.sources[0])?.id ?? "";
}

async function anIssue(): Promise<string> {
  const { body } = await call<{ issues: { id: string }[] }>("/api/quality/issues", { key: credentials().readKey });
  return body.issues[0]?.id ?? "";
}

/** Every screen of the console with an address at which it has something to show, by a name for its picture. */
export async function listScreens(): Promise<Record<string, string>> {
  const busiest = await busiestCampaign();
  return {
    overview: "/overview",
    campaigns: "/campaigns",
    campaign: `/campaigns/${busiest}`,
    report: `/campaigns/${busiest}/report?range=14d`,
    shared: "/share",
    explain: `/campaigns/${busiest}?explain=clicks`,
    attribution: `/campaigns/${busiest}?range=7d&tab=attribution&clickDays=7&viewDays=0`,
    conversions: `/campaigns/${busiest}?tab=conversions`,
    conversion: `/campaigns/${busiest}?tab=conversions&conversion=${encodeURIComponent(await aConversion(busiest))}`,
    delivery: `/campaigns/${busiest}?tab=delivery&step=impressions`,
    changes: `/campaigns/${busiest}?tab=changes`,
    catalogue: "/catalogue",
    freshness: "/freshness",
    quality: "/quality",
    issue: `/quality/${await anIssue()}`,
    replay: `/quality/${await anIssue()}?replay=1`,
    alerts: "/alerts?state=all",
    imports: "/imports",
    batch: `/imports/${await aBatchWithRejects()}`,
    sources: "/sources",
    source: `/sources/${await aSource()}`,
    traffic: "/traffic",
    rule: "/traffic?rule=address_rate",
    settings: "/settings",
    account: "/settings/account",
    people: "/settings/people",
    keys: "/settings/keys",
    audit: "/settings/audit",
    welcome: "/welcome",
    reference: "/docs/api",
    examples: "/docs/examples",
    errors: "/docs/errors",
  };
}
