import { createWorld, insertCatalogue, insertEvents } from "@/lib/read-models/campaigns/report-world.fixture";
import { insertPlanPlace } from "@/lib/read-models/plan-place.fixture";
import type { PrismaClient } from "@/lib/storage/prisma";
import type { Place } from "./routes.fixture";

const dayMs = 86_400_000;

/** Stores an advertiser with everything that belongs to it; the prefix stands in every id and every name. */
export async function insertPlace(prisma: PrismaClient, prefix: string): Promise<Place> {
  const now = Date.now();
  const world = createWorld(prefix, now - 10 * dayMs, now, 200);
  await insertCatalogue(prisma, world);
  await insertEvents(prisma, world);
  const { clock: _, ...place } = await insertPlanPlace(prisma, world, now);
  await nameAll(prisma, prefix);
  const alertId = `${prefix}-campaign-alert`;
  await prisma.alert.create({
    data: {
      ...{ id: alertId, fingerprint: alertId, monitor: "ctr", title: `CTR of ${prefix}`, severity: "warning" },
      ...{ metric: "ctr", campaignId: place.campaignId, startedAt: new Date(now), lastSeenAt: new Date(now) },
      evidence: { about: prefix },
    },
  });
  return { ...place, prefix, alertId, sourceAlertId: place.alertId, keyId: "none" };
}

/** Names that say whose they are: what leaks is then seen wherever it turns up. */
async function nameAll(prisma: PrismaClient, prefix: string): Promise<void> {
  const own = `${prefix}-%`;
  await prisma.$executeRaw`update advertiser set name = 'Advertiser of ' || ${prefix} where id like ${own}`;
  await prisma.$executeRaw`update creative set name = 'Banner of ' || ${prefix} where campaign_id like ${own}`;
  await prisma.$executeRaw`update source set name = 'Source of ' || ${prefix} where id like ${own}`;
  await prisma.$executeRaw`update alert set title = 'Trouble of ' || ${prefix} where id like ${own}`;
  await prisma.$executeRaw`update batch set file_name = ${prefix} || '.csv' where id like ${own}`;
}

/** What is stored of a place, in every table, as one text: what has changed is another. */
export async function readFingerprint(prisma: PrismaClient, prefix: string): Promise<string> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    select relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = 'public' and relkind = 'r' and relname <> '_prisma_migrations' order by 1`;
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await prisma.$queryRawUnsafe<{ print: string | null }[]>(
      `select md5(string_agg(md5(t::text), '' order by md5(t::text))) as print from "${name}" t where t::text like $1`,
      `%${prefix}%`,
    );
    parts.push(`${name} ${rows[0]?.print ?? "-"}`);
  }
  return parts.join("\n");
}
