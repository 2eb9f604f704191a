import { Prisma, type PrismaClient } from "@/lib/storage/prisma";

type Client = Pick<PrismaClient, "$executeRaw" | "$queryRaw">;

const takesOptions = new WeakMap<Client, Promise<boolean>>();

/**
 * Refreshes one continuous aggregate over event time from `from` up to, but without, `to` (epoch
 * milliseconds). Takes the client itself: a refresh may not run inside a transaction.
 *
 * In one pass: newer servers cut a window into batches of ten buckets, and those of 2.28 leave out a change that lies
 * exactly where a batch begins, until something else near it changes (an hour whose only late quarter is its first).
 */
export async function refreshAggregate(
  prisma: Client,
  refresh: { view: string; from: number; to: number },
): Promise<void> {
  const [from, to] = [new Date(refresh.from).toISOString(), new Date(refresh.to).toISOString()];
  const inOnePass = (await canBatch(prisma))
    ? Prisma.sql`, options => '{"buckets_per_batch": 0}'::jsonb`
    : Prisma.empty;
  await prisma.$executeRaw`
    call refresh_continuous_aggregate(
      ${refresh.view}::text::regclass, ${from}::timestamptz, ${to}::timestamptz ${inOnePass})`;
}

/** Asked once of each client. */
function canBatch(prisma: Client): Promise<boolean> {
  const known = takesOptions.get(prisma);
  if (known) return known;
  const asked = askWhetherItBatches(prisma);
  takesOptions.set(prisma, asked);
  asked.catch(() => takesOptions.delete(prisma));
  return asked;
}

async function askWhetherItBatches(prisma: Client): Promise<boolean> {
  const [row] = await prisma.$queryRaw<[{ takes: boolean }]>`
    select exists (
      select from pg_proc where proname = 'refresh_continuous_aggregate' and 'options' = any(proargnames)
    ) as takes`;
  return row.takes;
}
