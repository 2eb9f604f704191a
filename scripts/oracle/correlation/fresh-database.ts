import { Client } from "pg";

/** A database of its own for one order of events: nothing that an earlier one has left can matter. */
export interface FreshDatabase {
  /** Undefined without a server: an embedded one is started then. */
  url: string | undefined;
  drop(): Promise<void>;
}

/** Makes an empty database on the server of `DATABASE_URL`, if there is one. */
export async function freshDatabase(name: string): Promise<FreshDatabase> {
  const server = process.env.DATABASE_URL;
  if (!server) return { url: undefined, drop: async () => undefined };
  const url = Object.assign(new URL(server), { pathname: `/oracle_${process.pid}_${name}` }).href;
  await run(server, `create database ${databaseOf(url)}`);
  await run(url, "create extension if not exists timescaledb");
  return { url, drop: () => run(server, `drop database ${databaseOf(url)} with (force)`) };
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
