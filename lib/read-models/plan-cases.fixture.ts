import { alertQuerySchema } from "@/lib/contracts/alerts";
import { attributionQuerySchema } from "@/lib/contracts/attribution";
import { attributionModelSchema } from "@/lib/contracts/catalog";
import { conversionListQuerySchema } from "@/lib/contracts/conversions";
import { explainedMetricSchema, explainQuerySchema } from "@/lib/contracts/explain";
import { conversionTypesQuerySchema, funnelQuerySchema } from "@/lib/contracts/funnel";
import { daysQuerySchema, lagQuerySchema } from "@/lib/contracts/lag";
import { issueQuerySchema } from "@/lib/contracts/quality";
import { bucketSchema, groupBySchema, performanceQuerySchema, reportQuerySchema } from "@/lib/contracts/reports";
import { restatementsQuerySchema } from "@/lib/contracts/restatement";
import { trafficShareQuerySchema } from "@/lib/contracts/traffic";
import { getAlert } from "@/lib/read-models/alerts/get-alert";
import { listAlerts } from "@/lib/read-models/alerts/list-alerts";
import { proveBatch } from "@/lib/read-models/batches/books/prove-batch";
import { getBatch } from "@/lib/read-models/batches/get-batch";
import { getRejectForms } from "@/lib/read-models/batches/get-reject-forms";
import { getSourceLimits } from "@/lib/read-models/batches/get-source-limits";
import { listBatches } from "@/lib/read-models/batches/list-batches";
import { listFileNames } from "@/lib/read-models/batches/list-file-names";
import { listLikelySources } from "@/lib/read-models/batches/list-likely-sources";
import { listRejects } from "@/lib/read-models/batches/list-rejects";
import { listSourceIds } from "@/lib/read-models/batches/list-source-ids";
import { waitForBatch } from "@/lib/read-models/batches/wait-for-batch";
import { getAttribution } from "@/lib/read-models/campaigns/attribution/get-attribution";
import { getCampaignList } from "@/lib/read-models/campaigns/campaign-list";
import { getCampaignPerformance } from "@/lib/read-models/campaigns/campaign-performance";
import { getConversionTypes } from "@/lib/read-models/campaigns/conversion-types/get-conversion-types";
import { getDays } from "@/lib/read-models/campaigns/days/get-days";
import { getExplain } from "@/lib/read-models/campaigns/explain/get-explain";
import { getFunnel } from "@/lib/read-models/campaigns/funnel/get-funnel";
import { getLag } from "@/lib/read-models/campaigns/lag/get-lag";
import { getPacing } from "@/lib/read-models/campaigns/pacing/get-pacing";
import { listAllRestatements, listRestatements } from "@/lib/read-models/campaigns/restatements/list-restatements";
import { readCatalog } from "@/lib/read-models/catalog/read-catalog";
import { getConversion } from "@/lib/read-models/conversions/get-conversion";
import { downloadConversions, listConversions } from "@/lib/read-models/conversions/list-conversions";
import { readRates } from "@/lib/read-models/currency-rates/read-rates";
import { getErasure, listErasures } from "@/lib/read-models/erasures/list-erasures";
import { listFeedingSources } from "@/lib/read-models/feeding/list-feeding-sources";
import { getFreshness } from "@/lib/read-models/freshness/get-freshness";
import { checkDatabase } from "@/lib/read-models/health/check-database";
import { countRecentRecords, countRejects } from "@/lib/read-models/health/count-records";
import { listSilentRoles } from "@/lib/read-models/health/list-silent-roles";
import { listPulledFiles } from "@/lib/read-models/pulls/list-pulled-files";
import { listPulls } from "@/lib/read-models/pulls/list-pulls";
import { listIssueHistory } from "@/lib/read-models/quality/list-issue-history";
import { listIssueRecords } from "@/lib/read-models/quality/list-issue-records";
import { listIssues } from "@/lib/read-models/quality/list-issues";
import { readWholeRecords } from "@/lib/read-models/quality/read-whole-records";
import { getReplay, listReplays } from "@/lib/read-models/quality/replays/list-replays";
import { readSchema } from "@/lib/read-models/schemas/find-schema";
import { listSchemas } from "@/lib/read-models/schemas/list-schemas";
import { getSourceHealth } from "@/lib/read-models/sources/health/get-source-health";
import { listSourceHealth } from "@/lib/read-models/sources/health/list-source-health";
import { listSources } from "@/lib/read-models/sources/list-sources";
import { listRules } from "@/lib/read-models/traffic/rules";
import { getTrafficShares } from "@/lib/read-models/traffic/shares/get-shares";
import { everyAdvertiser, everySource, onlyAdvertisers } from "@/lib/scope";
import type { Database, PrismaClient } from "@/lib/storage/prisma";
import { accountCases, listCases } from "./plan-cases-people.fixture";

type Clock = { now(): Date };
/** What is asked about: ids of rows that are there. */
export interface PlanPlace {
  clock: Clock;
  campaignId: string;
  advertiserId: string;
  conversionId: string;
  batchId: string;
  sourceId: string;
  issueId: string;
  alertId: string;
  replayId: string;
  pullId: string;
  erasureId: string;
}

export interface PlanCase {
  name: string;
  ask(db: Database & PrismaClient, place: PlanPlace): Promise<unknown>;
  /** Why it may look at stored events: they are what it shows. */
  showsRows?: string;
}

const zones = ["UTC", "Europe/Berlin", "Asia/Kathmandu"];

/** Every pair of a zone, a bucket and a group, half of all the triples. */
const performances: PlanCase[] = zones.flatMap((timeZone, zone) =>
  bucketSchema.options.flatMap((bucket, width) =>
    groupBySchema.options.flatMap((groupBy, group): PlanCase[] => {
      const isOdd = (zone + width + group) % 2 === 1;
      const query = performanceQuerySchema.parse({
        ...{ timeZone, bucket, groupBy },
        // the buckets of one report are limited
        ...(bucket === "15m" ? { from: new Date(Date.now() - 3 * 86_400_000).toISOString() } : {}),
        traffic: group % 2 === 0 ? "net" : "gross",
        model: group % 2 === 0 ? "campaign" : attributionModelSchema.options[group],
      });
      const ask: PlanCase["ask"] = (db, place) =>
        getCampaignPerformance(everyAdvertiser, place.campaignId, query, db, place.clock);
      return isOdd ? [] : [{ name: `performance ${timeZone} ${bucket} ${groupBy}`, ask }];
    }),
  ),
);

const reports: PlanCase[] = [
  ...zones.flatMap((timeZone): PlanCase[] => [
    {
      name: `list ${timeZone}`,
      ask: (db, { clock }) => getCampaignList(everyAdvertiser, reportQuerySchema.parse({ timeZone }), db, clock),
    },
    {
      name: `list of an advertiser ${timeZone}`,
      ask: (db, { clock, advertiserId }) =>
        getCampaignList(
          everyAdvertiser,
          reportQuerySchema.parse({ timeZone, advertiserId, traffic: "gross" }),
          db,
          clock,
        ),
    },
    {
      name: `funnel ${timeZone}`,
      ask: (db, { campaignId, clock }) =>
        getFunnel(everyAdvertiser, campaignId, funnelQuerySchema.parse({ timeZone }), db, clock),
    },
    {
      name: `conversion types ${timeZone}`,
      ask: (db, { campaignId, clock }) =>
        getConversionTypes(everyAdvertiser, campaignId, conversionTypesQuerySchema.parse({ timeZone }), db, clock),
    },
  ]),
  ...explainedMetricSchema.options.map(
    (metric): PlanCase => ({
      name: `explain ${metric}`,
      ask: (db, { campaignId, clock }) =>
        getExplain(everyAdvertiser, campaignId, explainQuerySchema.parse({ metric }), db, clock),
    }),
  ),
  ...zones.flatMap((timeZone): PlanCase[] => [
    {
      name: `lag ${timeZone}`,
      ask: (db, { campaignId, clock }) =>
        getLag(everyAdvertiser, campaignId, lagQuerySchema.parse({ timeZone }), db, clock),
    },
    {
      name: `days ${timeZone}`,
      ask: (db, { campaignId, clock }) =>
        getDays(everyAdvertiser, campaignId, daysQuerySchema.parse({ timeZone }), db, clock),
    },
  ]),
  {
    name: "restatements",
    ask: async (db, { campaignId }) => {
      const query = restatementsQuerySchema.parse({});
      return [
        await listRestatements(everyAdvertiser, campaignId, query, db),
        await listAllRestatements(everyAdvertiser, campaignId, query, db),
      ];
    },
  },
  {
    name: "attribution",
    ask: (db, { campaignId }) =>
      getAttribution(everyAdvertiser, campaignId, attributionQuerySchema.parse({}), new AbortController().signal, db),
  },
  { name: "pacing", ask: (db, { campaignId, clock }) => getPacing(everyAdvertiser, campaignId, db, clock) },
  ...trafficShareQuerySchema.shape.by.unwrap().options.map(
    (by): PlanCase => ({
      name: `traffic shares by ${by}`,
      ask: (db, { clock }) => getTrafficShares(everySource, trafficShareQuerySchema.parse({ by }), db, clock),
    }),
  ),
];

const rows: PlanCase[] = [
  {
    name: "one conversion",
    ask: (db, { conversionId }) => getConversion(everyAdvertiser, conversionId, undefined, db),
    showsRows: "shows one conversion and its touches",
  },
  {
    name: "conversions of a campaign",
    ask: async (db, { campaignId }) => [
      await listConversions(everyAdvertiser, campaignId, conversionListQuerySchema.parse({}), db),
      await downloadConversions(everyAdvertiser, campaignId, conversionListQuerySchema.parse({}), db),
    ],
    showsRows: "lists a page of conversions",
  },
  {
    name: "attribution by other windows",
    ask: (db, { campaignId }) =>
      getAttribution(
        everyAdvertiser,
        campaignId,
        attributionQuerySchema.parse({ clickWindowDays: 7 }),
        new AbortController().signal,
        db,
      ),
    showsRows: "works the conversions of the range out again, at most 20,000",
  },
  {
    name: "proof of a batch",
    ask: (db, { batchId }) => proveBatch(everySource, batchId, { retentionDays: 1830, mostLooked: 10_000 }, db),
    showsRows: "counts the rows of one batch against the books",
  },
];

const others: PlanCase[] = [
  { name: "alerts", ask: (db) => listAlerts(everyAdvertiser, alertQuerySchema.parse({}), "http://localhost", db) },
  { name: "an alert", ask: (db, { alertId }) => getAlert(everyAdvertiser, alertId, "http://localhost", db) },
  { name: "a batch", ask: (db, { batchId }) => getBatch(everySource, batchId, db) },
  {
    name: "batches",
    // of one source, whose batches fit a page: only then it looks how far it has scanned
    ask: (db, { sourceId }) =>
      listBatches(everySource, { source: sourceId, from: null, to: null, cursor: null, state: "processing" }, db),
  },
  { name: "rejects of a batch", ask: (db, { batchId }) => listRejects(everySource, { batchId, cursor: null }, db) },
  { name: "forms of rejects", ask: async (db, { batchId }) => (await getRejectForms(everySource, batchId, db))([1]) },
  { name: "limits of a source", ask: (db, { sourceId }) => getSourceLimits(everySource, sourceId, db) },
  { name: "names of files", ask: (db) => listFileNames(everySource, db) },
  { name: "likely sources", ask: (db) => listLikelySources(everySource, 10, db) },
  { name: "ids of sources", ask: (db) => listSourceIds(everySource, db) },
  {
    name: "wait for a batch",
    ask: (db, { batchId }) =>
      waitForBatch(everySource, batchId, { waitMs: 0, signal: new AbortController().signal }, db),
  },
  { name: "catalogue", ask: (db) => all(readCatalog(everyAdvertiser, db)) },
  { name: "currency rates", ask: (db) => all(readRates(everyAdvertiser, {}, db)) },
  {
    name: "erasures",
    ask: async (db, { erasureId }) => [
      await listErasures(everySource, db),
      await getErasure(everySource, erasureId, db),
    ],
  },
  { name: "freshness", ask: (db, { clock }) => getFreshness(everyAdvertiser, db, clock) },
  { name: "health", ask: async (db) => [await checkDatabase(db), await listSilentRoles(db)] },
  { name: "metrics", ask: async (db) => [await countRecentRecords(db), await countRejects(db)] },
  { name: "pulls", ask: (db, { sourceId }) => listPulls(everySource, sourceId, db) },
  {
    name: "pulled files",
    ask: (db, { sourceId, pullId }) => listPulledFiles(everySource, { sourceId, pullId, cursor: null }, db),
  },
  { name: "issues", ask: (db) => listIssues(everySource, issueQuerySchema.parse({}), db) },
  { name: "history of an issue", ask: (db, { issueId }) => listIssueHistory(everySource, issueId, db) },
  { name: "records of an issue", ask: (db, { issueId }) => listIssueRecords(everySource, issueId, undefined, db) },
  { name: "whole records of an issue", ask: (db, { issueId }) => all(readWholeRecords(everySource, issueId, db)) },
  {
    name: "replays",
    ask: async (db, { replayId }) => [
      await listReplays(everySource, {}, db),
      await getReplay(everySource, replayId, db),
    ],
  },
  {
    name: "schemas",
    ask: async (db) => [await all(listSchemas(everySource, db)), await readSchema("0000000000000000", db)],
  },
  { name: "sources", ask: (db) => listSources(everySource, null, db) },
  { name: "health of sources", ask: (db, { clock }) => listSourceHealth(everySource, db, clock) },
  {
    name: "health of a source",
    ask: (db, { sourceId, clock }) => getSourceHealth(everySource, sourceId, 30, db, clock),
  },
  { name: "rules of invalid traffic", ask: (db) => listRules(everySource, db) },
  {
    name: "sources that feed an advertiser",
    ask: (db, { advertiserId, clock }) => listFeedingSources(onlyAdvertisers([advertiserId]), db, clock),
  },
];

/** Every question that a screen or an endpoint asks. */
export const planCases: readonly PlanCase[] = [
  ...performances,
  ...reports,
  ...rows,
  ...others,
  ...accountCases,
  ...listCases,
];

async function all(pieces: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of pieces);
}
