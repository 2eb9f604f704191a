import type { PrismaClient } from "@/lib/storage/prisma";

/** Runs one policy now. Takes the client itself: a policy may not run inside a transaction. */
export async function runPolicy(prisma: Pick<PrismaClient, "$executeRaw">, jobId: number): Promise<void> {
  await prisma.$executeRaw`call run_job(${jobId}::integer)`;
}

/** Has a retention policy drop events after so many days. */
export async function setRetention(db: Pick<PrismaClient, "$executeRaw">, jobId: number, days: number): Promise<void> {
  await db.$executeRaw`
    select alter_job(job_id, config => jsonb_set(config, '{drop_after}', to_jsonb(${`${days} days`}::text)))
    from timescaledb_information.jobs where job_id = ${jobId}::integer`;
}
