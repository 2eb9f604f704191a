import { PrismaPg } from "@prisma/adapter-pg";
import { getEnv } from "@/lib/config/env";
import { type Prisma, PrismaClient } from "./generated/client";

export { Prisma, PrismaClient } from "./generated/client";

/** What a query needs: the client itself or a transaction of it. */
export type Database = Pick<PrismaClient, "$queryRaw" | "$executeRaw">;
/** Where a transaction writes small things one by one, through the models. */
export type Transaction = Prisma.TransactionClient;

const holder = globalThis as { advertisexPrisma?: PrismaClient };

/** Makes a client of its own pool; tests and scripts use this with an address of their own. */
export function createPrisma(url: string, poolSize = 4): PrismaClient {
  const adapter = new PrismaPg({ connectionString: url, max: poolSize, connectionTimeoutMillis: 10_000 });
  return new PrismaClient({ adapter });
}

/** The client of this process. Kept on the global object, since Next loads modules again in development. */
export function getPrisma(): PrismaClient {
  holder.advertisexPrisma ??= createPrisma(getEnv().DATABASE_URL, getEnv().DATABASE_POOL_SIZE);
  return holder.advertisexPrisma;
}

/** Closes the pool of this process, if one was opened. */
export async function closePrisma(): Promise<void> {
  const open = holder.advertisexPrisma;
  holder.advertisexPrisma = undefined;
  await open?.$disconnect();
}
