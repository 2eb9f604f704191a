import type { Catalog } from "@/lib/contracts/catalog";
import { AppError } from "@/lib/errors";
import type { Database } from "@/lib/storage/prisma";

interface Issue {
  path: string;
  message: string;
}

/**
 * Refuses a request that names an id twice, so that which entry counts is never a matter of order.
 * @throws AppError `invalid_request`
 */
export function checkUnique(catalog: Catalog): void {
  const issues = (["advertisers", "campaigns", "creatives"] as const).flatMap((noun) => {
    const seen = new Set<string>();
    return catalog[noun].flatMap(({ id }, index): Issue[] => {
      if (seen.has(id)) return [{ path: `${noun}[${index}].id`, message: `\`${id}\` is in the request twice` }];
      seen.add(id);
      return [];
    });
  });
  refuse(issues);
}

/**
 * Refuses references to advertisers and campaigns that are neither in the request nor stored.
 * @throws AppError `invalid_request` that names the first 20
 */
export async function checkReferences(database: Pick<Database, "$queryRaw">, catalog: Catalog): Promise<void> {
  const advertisers = await known(
    catalog.advertisers.map(({ id }) => id),
    catalog.campaigns.map(({ advertiserId }) => advertiserId),
    (ids) => database.$queryRaw<{ id: string }[]>`select id from advertiser where id = any(${ids}::text[])`,
  );
  const campaigns = await known(
    catalog.campaigns.map(({ id }) => id),
    catalog.creatives.map(({ campaignId }) => campaignId),
    (ids) => database.$queryRaw<{ id: string }[]>`select id from campaign where id = any(${ids}::text[])`,
  );
  refuse([
    ...catalog.campaigns.flatMap(({ advertiserId }, index) =>
      advertisers.has(advertiserId) ? [] : [unknown("campaigns", index, "advertiserId", advertiserId)],
    ),
    ...catalog.creatives.flatMap(({ campaignId }, index) =>
      campaigns.has(campaignId) ? [] : [unknown("creatives", index, "campaignId", campaignId)],
    ),
  ]);
}

/** Of the ids referred to: those in the request and, asked only for the others, those stored. */
async function known(
  sent: readonly string[],
  referred: readonly string[],
  find: (ids: string[]) => Promise<{ id: string }[]>,
): Promise<Set<string>> {
  const ids = new Set(sent);
  const others = [...new Set(referred)].filter((id) => !ids.has(id));
  if (others.length > 0) for (const { id } of await find(others)) ids.add(id);
  return ids;
}

function unknown(noun: string, index: number, field: string, id: string): Issue {
  return { path: `${noun}[${index}].${field}`, message: `\`${id}\` is neither in the request nor in the catalogue` };
}

function refuse(issues: readonly Issue[]): void {
  const first = issues[0];
  if (!first) return;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  throw new AppError("invalid_request", `The catalogue is not valid: ${first.path} ${first.message}${more}.`, {
    issues: issues.slice(0, 20),
  });
}
