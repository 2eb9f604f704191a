import { affectedSpan } from "@/lib/attribution/affected-span";
import { type CampaignRules, dayMs } from "@/lib/attribution/journey";
import { systemClock } from "@/lib/clock";
import { getEnv } from "@/lib/config/env";
import type { Attribution, AttributionQuery } from "@/lib/contracts/attribution";
import type { AttributionModel } from "@/lib/contracts/catalog";
import { AppError } from "@/lib/errors";
import { getCampaign } from "@/lib/read-models/campaigns/get-campaign";
import { type ReportRange, resolveRange } from "@/lib/read-models/campaigns/resolve-range";
import { listCreativeNames } from "@/lib/read-models/conversions/list-creative-names";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import type { CreditTally } from "./credit-tally";
import { getCampaignRules } from "./get-campaign-rules";
import { type Groups, groupsOf } from "./groups";
import { countRepeatedOrders, selectStored } from "./select-stored";
import { tallyWhatIf } from "./what-if/tally-what-if";

/** Whether a query asks what other windows would give, which costs more than reading what is stored. */
export function isWhatIf(query: Pick<AttributionQuery, "clickWindowDays" | "viewWindowDays">): boolean {
  return query.clickWindowDays !== undefined || query.viewWindowDays !== undefined;
}

/**
 * `GET /api/campaigns/{id}/attribution`: the models side by side from the stored aggregates, and with windows what
 * these would give, worked out from the journeys. The two are read one after the other: what arrives in
 * between, or is not correlated yet, can be in the second and not in the first.
 * @param signal stops the working out when nobody waits any more
 * @throws AppError `not_found`; `invalid_request` for a range that cannot be, or that is too much to work out
 */
export async function getAttribution(
  scope: ReportScope,
  campaignId: string,
  query: AttributionQuery,
  signal: AbortSignal,
  db: Database = getPrisma(),
): Promise<Attribution> {
  const campaign = await getCampaign(scope, db, campaignId);
  const timeZone = query.timeZone ?? campaign.timeZone;
  const range = resolveRange(query, timeZone, systemClock.now());
  const groups = groupsOf(query.groupBy, range, timeZone);
  const own = await getCampaignRules(db, campaignId);
  const rules: CampaignRules = {
    ...own,
    clickWindowDays: query.clickWindowDays ?? own.clickWindowDays,
    viewWindowDays: query.viewWindowDays ?? own.viewWindowDays,
  };
  const { models, traffic } = query;
  const [stored, repeatedOrders] = await Promise.all([
    selectStored(db, { campaignId, groups, models, traffic }),
    countRepeatedOrders(db, { campaignId, groups, traffic }),
  ]);
  if (isWhatIf(query)) requireKept(range, rules);
  const whatIf = isWhatIf(query)
    ? await tallyWhatIf(db, { campaignId, range, rules, models, traffic, groups }, signal)
    : null;
  return {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    timeZone,
    storedWindows: windowsOf(own),
    windows: windowsOf(rules),
    unattributed: { stored: stored.unattributed, whatIf: whatIf?.unattributed ?? null },
    repeatedOrders,
    totals: models.map((model) => ({ model, stored: stored.total(model), whatIf: whatIf?.total(model) ?? null })),
    rows: await rowsOf(db, { groups, models, stored, whatIf }),
  };
}

interface Tallies {
  groups: Groups;
  models: readonly AttributionModel[];
  stored: CreditTally;
  whatIf: CreditTally | null;
}

async function rowsOf(db: Database, { groups, models, stored, whatIf }: Tallies): Promise<Attribution["rows"]> {
  const keys = groups.days ?? [...new Set([...stored.groups, ...(whatIf?.groups ?? [])])];
  const names = groups.dimension === "creative" ? await listCreativeNames(db, keys) : new Map<string, string>();
  const rows = keys.map((group) => ({
    group,
    groupName: names.get(group) ?? group,
    byModel: models.map((model) => ({
      model,
      stored: stored.of(group, model),
      whatIf: whatIf?.of(group, model) ?? null,
    })),
  }));
  if (groups.days) return rows;
  const rank = ({ byModel: [first] }: (typeof rows)[number]) => first?.stored.conversions ?? 0;
  return rows.sort((a, b) => rank(b) - rank(a) || (a.group < b.group ? -1 : 1));
}

function windowsOf({ clickWindowDays, viewWindowDays }: CampaignRules): Attribution["windows"] {
  return { clickWindowDays, viewWindowDays };
}

/** What is stored outlives the events that it came from. */
function requireKept(range: ReportRange, rules: CampaignRules): void {
  const keptFrom = systemClock.now().getTime() - getEnv().RETENTION_DAYS * dayMs;
  if (affectedSpan(range, rules).lookFrom >= keptFrom) return;
  const day = new Date(keptFrom).toISOString().slice(0, 10);
  const message = `Working out again needs the events of two click windows before the range, and those before ${day} are not kept; choose a later range or shorter windows.`;
  throw new AppError("invalid_request", message, { issues: [{ path: "from", message }] });
}
