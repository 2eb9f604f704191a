import { auditQuerySchema } from "@/lib/contracts/audit";
import { trendsQuerySchema } from "@/lib/contracts/campaign-trends";
import { performanceQuerySchema } from "@/lib/contracts/reports";
import { reportSettingsSchema } from "@/lib/contracts/share";
import { getAccount } from "@/lib/read-models/account/get-account";
import { listSessions } from "@/lib/read-models/account/list-sessions";
import { listApiKeys } from "@/lib/read-models/api-keys/list-api-keys";
import { listAudit } from "@/lib/read-models/audit/list-audit";
import { getCampaignPerformance } from "@/lib/read-models/campaigns/campaign-performance";
import { listCampaignIds } from "@/lib/read-models/campaigns/list-campaign-ids";
import { listPacing } from "@/lib/read-models/campaigns/pacing/list-pacing";
import { selectSpent } from "@/lib/read-models/campaigns/pacing/select-spent";
import { getCampaignTrends } from "@/lib/read-models/campaigns/trends/get-campaign-trends";
import { getOverview } from "@/lib/read-models/overview/get-overview";
import { listPeople } from "@/lib/read-models/people/list-people";
import { search } from "@/lib/read-models/search/search";
import { getReportDocument } from "@/lib/read-models/share/get-report-document";
import { findShareLink, listShareLinks } from "@/lib/read-models/share/list-share-links";
import { listViews } from "@/lib/read-models/views/list-views";
import { administration, everyAdvertiser, everySource, onlyAdvertisers, ownOf } from "@/lib/scope";
import type { PlanCase } from "./plan-cases.fixture";

/** What people and administrators see of accounts, keys and the audit log. */
export const accountCases: PlanCase[] = [
  {
    name: "one's own account",
    ask: async (db) => [
      await getAccount(ownOf("nobody"), db).catch(() => null),
      await listSessions(ownOf("nobody"), db),
    ],
  },
  { name: "keys of programs", ask: (db) => listApiKeys(administration, db) },
  { name: "audit log", ask: (db) => listAudit(administration, auditQuerySchema.parse({}), db) },
  { name: "people", ask: (db) => listPeople(administration, db) },
];

/** What the list of campaigns asks for besides the report. */
export const listCases: PlanCase[] = [
  ...["UTC", "Europe/Berlin", "Asia/Kathmandu"].map((timeZone) => ({
    name: `trends of campaigns in ${timeZone}`,
    ask: (...[db, { clock }]: Parameters<PlanCase["ask"]>) =>
      getCampaignTrends(everyAdvertiser, trendsQuerySchema.parse({ timeZone }), db, clock),
  })),
  ...["site:site-1.example", "creative:x", "country:DE"].map((filter) => ({
    name: `performance of ${filter}`,
    ask: (...[db, { campaignId, clock }]: Parameters<PlanCase["ask"]>) =>
      getCampaignPerformance(everyAdvertiser, campaignId, performanceQuerySchema.parse({ filter }), db, clock),
  })),
  {
    name: "pacing of campaigns",
    ask: (db, { advertiserId, clock }) => listPacing(onlyAdvertisers([advertiserId]), undefined, db, clock),
  },
  {
    name: "cost of campaigns since their flights began",
    ask: (db, { campaignId, clock }) =>
      selectSpent(db, [{ campaignId, since: clock.now().getTime() - 15 * 86_400_000 }]),
  },
  { name: "ids of campaigns", ask: (db) => listCampaignIds(onlyAdvertisers(["nobody"]), db) },
  { name: "overview", ask: (db, { clock }) => getOverview(everyAdvertiser, "https://x", db, clock) },
  { name: "search", ask: (db) => search(everyAdvertiser, everySource, "a", db) },
  {
    name: "report to share",
    ask: async (db, { campaignId, clock }) => [
      await listShareLinks(everyAdvertiser, campaignId, db),
      await findShareLink("none", db),
      await getReportDocument(
        everyAdvertiser,
        campaignId,
        reportSettingsSchema.parse({ range: { lastDays: 7 } }),
        db,
        clock,
      ),
    ],
  },
  { name: "saved views", ask: (db) => listViews(ownOf("nobody"), "campaigns", db) },
];
