import type { NatsConnection } from "nats";
import { Prisma, type PrismaClient } from "@/lib/storage/prisma";

/**
 * Looks for texts in everything that is kept: every column of every table, view and aggregate of ours (bytes as
 * hex too), what continuous aggregates keep, and every message of every stream.
 * @returns where any of them stands, by table or stream
 */
export async function findEverywhere(
  { prisma, nats }: { prisma: PrismaClient; nats: NatsConnection },
  texts: readonly string[],
): Promise<string[]> {
  const needles = texts.flatMap((text) => [text, Buffer.from(text).toString("hex")]);
  return [...(await findInTables(prisma, needles)), ...(await findInStreams(nats, texts))].toSorted();
}

async function findInTables(prisma: PrismaClient, needles: readonly string[]): Promise<string[]> {
  const tables = await prisma.$queryRaw<{ name: string; quoted: string }[]>`
    select table_name as name, format('%I.%I', table_schema, table_name) as quoted
    from information_schema.tables
    where table_schema = 'public' or table_name like '\\_materialized\\_hypertable\\_%'`;
  const found: string[] = [];
  for (const { name, quoted } of tables) {
    const holds = Prisma.join(
      needles.map((needle) => Prisma.sql`position(${needle} in t::text) > 0`),
      " or ",
    );
    const rows = await prisma.$queryRaw<object[]>`select 1 from ${Prisma.raw(quoted)} as t where ${holds} limit 1`;
    if (rows.length > 0) found.push(name);
  }
  return found;
}

async function findInStreams(nats: NatsConnection, texts: readonly string[]): Promise<string[]> {
  const manager = await nats.jetstreamManager();
  const found = new Set<string>();
  for await (const { config, state } of manager.streams.list()) {
    for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
      const message = await manager.streams.getMessage(config.name, { seq }).catch(() => undefined);
      if (!message) continue;
      const said = `${message.subject} ${[...message.header].join(" ")} ${Buffer.from(message.data).toString("latin1")}`;
      if (texts.some((text) => said.includes(Buffer.from(text).toString("latin1")))) found.add(config.name);
    }
  }
  return [...found];
}
