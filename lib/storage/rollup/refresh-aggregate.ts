import type { PrismaClient } from "@/lib/storage/prisma";

/**
 * Refreshes one continuous aggregate over event time from `from` up to, but without, `to` (epoch
 * milliseconds). Takes the client itself: a refresh may not run inside a transaction.
 */
export async function refreshAggregate(
  prisma: Pick<PrismaClient, "$executeRaw">,
  refresh: { view: string; from: number; to: number },
): Promise<void> {
  const [from, to] = [new Date(refresh.from).toISOString(), new Date(refresh.to).toISOString()];
  await prisma.$executeRaw`call refresh_continuous_aggregate(${refresh.view}::text::regclass, ${from}::timestamptz, ${to}::timestamptz)`;
}
