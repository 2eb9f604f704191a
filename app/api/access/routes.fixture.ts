import type { PlanPlace } from "@/lib/read-models/plan-cases.fixture";
import type { ExpectedAccess } from "./expected.fixture";

/** The ids of one advertiser's things, and of what feeds it. */
export type Place = Omit<PlanPlace, "clock"> & { prefix: string; sourceAlertId: string; keyId: string };

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a route is asked for: its parameters, queries and bodies by a place, and who may ask. */
export interface RouteCase {
  access: Partial<Record<Method, ExpectedAccess>>;
  params?: (place: Place) => Record<string, string>;
  /** Each is asked; without it none. */
  queries?: (place: Place) => string[];
  body?: (place: Place, method: Method) => unknown;
  /** A stranger's thing is not found; without it, the answer is the asker's own. */
  isOne?: boolean;
}

const campaign = (place: Place) => ({ id: place.campaignId });
const source = (place: Place) => ({ id: place.sourceId });
const report: RouteCase = {
  access: { GET: "reports" },
  params: campaign,
  queries: () => ["", "format=csv"],
  isOne: true,
};
const issue = (place: Place) => ({ id: place.issueId });
const batch = (place: Place) => ({ batchId: place.batchId });
const pull = (place: Place) => ({ id: place.sourceId, pullId: place.pullId });

/** Every route of app/api by its path; the test fails for one that is missing here. */
export const routeCases: Record<string, RouteCase> = {
  "/api/[...path]": { access: { GET: "public" } },
  "/api/auth/[...all]": { access: { GET: "public", POST: "public" } },
  "/api/health": { access: { GET: "public" } },
  "/api/openapi.json": { access: { GET: "public" } },
  "/api/metrics": { access: { GET: "operations" } },
  "/api/account": { access: { GET: "self", PATCH: "self" } },
  "/api/account/password": { access: { POST: "self" } },
  "/api/account/sessions": { access: { GET: "self", DELETE: "self" } },
  "/api/account/sessions/[id]": { access: { DELETE: "self" }, params: () => ({ id: "none" }) },
  "/api/alerts": {
    access: { GET: "reports" },
    queries: ({ campaignId, sourceId }) => ["", `campaignId=${campaignId}`, `source=${sourceId}`],
  },
  "/api/alerts/[id]": { access: { GET: "reports" }, params: ({ alertId }) => ({ id: alertId }), isOne: true },
  "/api/alerts/[id]/[action]": {
    access: { POST: "alerts" },
    params: ({ alertId }) => ({ id: alertId, action: "comment" }),
    body: () => ({ text: "seen" }),
    isOne: true,
  },
  "/api/audit": { access: { GET: "people" } },
  "/api/batches": { access: { GET: "batches" }, queries: ({ sourceId }) => ["", `source=${sourceId}`] },
  "/api/batches/[batchId]": { access: { GET: "batches" }, params: batch, isOne: true },
  "/api/batches/[batchId]/events": { access: { GET: "batches" }, params: batch, isOne: true },
  "/api/batches/[batchId]/proof": { access: { GET: "operations" }, params: batch },
  "/api/batches/[batchId]/rejects": {
    access: { GET: "batches" },
    params: batch,
    queries: () => ["", "format=csv"],
    isOne: true,
  },
  "/api/batches/[batchId]/corrections": { access: { POST: "corrections" }, params: batch, isOne: true },
  "/api/campaigns": {
    access: { GET: "reports" },
    queries: ({ advertiserId }) => ["", "format=csv", `advertiserId=${advertiserId}`, "timeZone=Asia/Kathmandu"],
  },
  "/api/campaigns/pacing": {
    access: { GET: "reports" },
    queries: ({ advertiserId }) => ["", `advertiserId=${advertiserId}`],
  },
  "/api/campaigns/trends": {
    access: { GET: "reports" },
    queries: ({ advertiserId }) => ["", `advertiserId=${advertiserId}`],
  },
  "/api/campaigns/[id]/attribution": report,
  "/api/campaigns/[id]/conversion-types": { ...report, queries: () => [""] },
  "/api/campaigns/[id]/conversions": report,
  "/api/campaigns/[id]/days": { ...report, queries: () => [""] },
  "/api/campaigns/[id]/explain": { ...report, queries: () => ["metric=conversions"] },
  "/api/campaigns/[id]/funnel": report,
  "/api/campaigns/[id]/lag": { ...report, queries: () => [""] },
  "/api/campaigns/[id]/pacing": { ...report, queries: () => [""] },
  "/api/campaigns/[id]/performance": {
    ...report,
    queries: ({ advertiserId }) => [
      "",
      "format=csv",
      "groupBy=creative&bucket=none",
      "filter=device:mobile",
      `advertiserId=${advertiserId}`,
    ],
  },
  "/api/campaigns/[id]/report": { ...report, queries: () => ["from=2026-01-01&to=2026-01-07"] },
  "/api/campaigns/[id]/restatements": report,
  "/api/catalog": {
    access: { GET: "reports", PUT: "campaigns" },
    body: ({ campaignId, prefix }) => ({
      creatives: [{ id: `${campaignId}-new`, campaignId, name: `A new one of ${prefix}` }],
    }),
  },
  "/api/conversions/[eventId]": {
    access: { GET: "reports" },
    params: ({ conversionId }) => ({ eventId: conversionId }),
    isOne: true,
  },
  "/api/csp-reports": { access: { POST: "public" } },
  "/api/currency-rates": { access: { GET: "reports", PUT: "administer" } },
  "/api/erasures": { access: { GET: "administer", POST: "administer" } },
  "/api/erasures/[id]": { access: { GET: "administer" }, params: ({ erasureId }) => ({ id: erasureId }) },
  "/api/freshness": { access: { GET: "reports" } },
  "/api/imports/[kind]": { access: { GET: "operate", POST: "operate" }, params: () => ({ kind: "clicks" }) },
  "/api/imports/inspect": { access: { POST: "operate" } },
  "/api/ingest/[kind]": { access: { GET: "ingest", POST: "ingest" }, params: () => ({ kind: "clicks" }) },
  "/api/keys": { access: { GET: "people", POST: "people" } },
  "/api/keys/[id]": { access: { DELETE: "people" }, params: () => ({ id: "none" }) },
  "/api/links/look": { access: { POST: "public" } },
  "/api/links/use": { access: { POST: "public" } },
  "/api/live": { access: { GET: "reports" }, queries: () => [""] },
  "/api/overview": { access: { GET: "reports" }, queries: () => [""] },
  "/api/people": { access: { GET: "people" } },
  "/api/people/[id]": { access: { PATCH: "people" }, params: nobody },
  "/api/people/[id]/reset-link": { access: { POST: "people" }, params: nobody },
  "/api/people/[id]/second-factor": { access: { DELETE: "people" }, params: nobody },
  "/api/people/[id]/sessions": { access: { DELETE: "people" }, params: nobody },
  "/api/people/invitations": { access: { POST: "people" } },
  "/api/people/invitations/[id]": { access: { DELETE: "people" }, params: nobody },
  "/api/quality/issues": { access: { GET: "operations", PATCH: "operate" } },
  "/api/quality/issues/[id]": { access: { GET: "operations", PATCH: "operate" }, params: issue },
  "/api/quality/issues/[id]/history": { access: { GET: "operations" }, params: issue },
  "/api/quality/issues/[id]/records": { access: { GET: "operations" }, params: issue },
  "/api/quality/replays": { access: { GET: "operations", POST: "operate" } },
  "/api/quality/replays/[id]": { access: { GET: "operations" }, params: ({ replayId }) => ({ id: replayId }) },
  "/api/quality/replays/[id]/cancel": { access: { POST: "operate" }, params: ({ replayId }) => ({ id: replayId }) },
  "/api/schemas": { access: { GET: "operations", POST: "operate" } },
  "/api/search": { access: { GET: "reports" }, queries: ({ prefix }) => [`q=${prefix}`] },
  "/api/share-links": {
    access: { GET: "campaigns", POST: "share" },
    queries: ({ campaignId }) => [`campaignId=${campaignId}`],
    body: ({ campaignId }) => ({ campaignId, name: "For the client", settings: { range: { lastDays: 7 } } }),
    isOne: true,
  },
  "/api/share-links/[id]": { access: { DELETE: "campaigns" }, params: nobody },
  "/api/shared": { access: { POST: "public" } },
  "/api/sources": { access: { GET: "operations", POST: "operate" } },
  "/api/sources/health": { access: { GET: "operations" } },
  "/api/sources/[id]": { access: { GET: "operations", PATCH: "operate" }, params: source },
  "/api/sources/[id]/health": { access: { GET: "operations" }, params: source },
  "/api/sources/[id]/keys": { access: { POST: "operate" }, params: source },
  "/api/sources/[id]/keys/[keyId]": { access: { DELETE: "operate" }, params: noKey },
  "/api/sources/[id]/keys/[keyId]/rotate": { access: { POST: "operate" }, params: noKey },
  "/api/sources/[id]/mapping/preview": { access: { POST: "operate" }, params: source },
  "/api/sources/[id]/mapping/proposal": { access: { POST: "operate" }, params: source },
  "/api/sources/[id]/pulls": { access: { GET: "operations", POST: "operate" }, params: source },
  "/api/sources/[id]/pulls/test": { access: { POST: "operate" }, params: source },
  "/api/sources/[id]/pulls/[pullId]": { access: { PATCH: "operate", DELETE: "operate" }, params: noPull },
  "/api/sources/[id]/pulls/[pullId]/files": { access: { GET: "operations" }, params: pull },
  "/api/sources/[id]/pulls/[pullId]/run": { access: { POST: "operate" }, params: noPull },
  "/api/sources/[id]/pulls/[pullId]/test": { access: { POST: "operate" }, params: noPull },
  "/api/sources/[id]/secrets": { access: { POST: "operate" }, params: source },
  "/api/sources/[id]/secrets/[secretId]": { access: { DELETE: "operate" }, params: noSecret },
  "/api/sources/[id]/secrets/[secretId]/rotate": { access: { POST: "operate" }, params: noSecret },
  "/api/traffic/rules": { access: { GET: "operations" } },
  "/api/traffic/rules/[rule]": { access: { PATCH: "operate" }, params: () => ({ rule: "address_rate" }) },
  "/api/traffic/shares": {
    access: { GET: "operations" },
    queries: ({ campaignId }) => ["by=site&timeZone=UTC", `by=site&timeZone=UTC&campaignId=${campaignId}`],
  },
  "/api/views": { access: { GET: "self", POST: "self" }, queries: () => ["screen=campaigns"] },
  "/api/views/[id]": { access: { PATCH: "self", DELETE: "self" }, params: nobody },
};

// whoever may change these would change them for the rest of the test: they are asked for what is not there
function noKey({ sourceId }: Place) {
  return { id: sourceId, keyId: "none" };
}

function nobody() {
  return { id: "none" };
}

function noSecret({ sourceId }: Place) {
  return { id: sourceId, secretId: "none" };
}

function noPull({ sourceId }: Place) {
  return { id: sourceId, pullId: "none" };
}
