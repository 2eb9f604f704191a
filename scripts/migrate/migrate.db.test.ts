import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedDatabase, startEmbedded } from "@/scripts/embedded/start-embedded";
import { migrate } from "./migrate";

/** A database and a folder of migrations of this test's own; the tables are gone before each test. */
let root: string;
let folder: string;
let database: EmbeddedDatabase;
let client: Client;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "advertisex-migrate-"));
  database = await startEmbedded({ dataDir: join(root, "database"), port: 0 });
  client = new Client(database.url);
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.close();
  rmSync(root, { recursive: true, force: true });
});

beforeEach(async () => {
  await client.query("drop table if exists _prisma_migrations, one, two");
  folder = mkdtempSync(join(root, "migrations-"));
  write("1_one", "create table one (n int);");
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

async function state() {
  const { rows } = await client.query(
    `select migration_name as name, checksum, finished_at is not null as finished, applied_steps_count as steps
     from _prisma_migrations order by migration_name`,
  );
  return rows;
}

const run = () => migrate(database.url, { folder });

describe("migrate", () => {
  it("applies what is new in the order of the names, and nothing when run again", async () => {
    expect(await run()).toEqual(["1_one"]);
    write("2_two", "create table two (n int); insert into two select 1 from one;");
    const told: string[] = [];
    expect(await migrate(database.url, { folder, onApplied: (name) => told.push(name) })).toEqual(["2_two"]);
    expect(told).toEqual(["2_two"]);
    const before = await state();
    expect(await run()).toEqual([]);
    expect(await state()).toEqual(before);
  });

  it("keeps the state as Prisma keeps it", async () => {
    await run();
    // sha256 of the file's bytes, as `prisma migrate deploy` compares it
    const checksum = "62abe2dd7b50e9c9169ab506b75012fb42937c1270c3da7f582c37d34833e8e0";
    expect(await state()).toEqual([{ name: "1_one", checksum, finished: true, steps: 1 }]);
  });

  it("lets two runners take turns", async () => {
    write("2_two", "create table two (n int);");
    const applied = await Promise.all([run(), run(), run()]);
    expect(applied.flat().sort()).toEqual(["1_one", "2_two"]);
  });

  it("leaves nothing of a migration that fails", async () => {
    write("2_two", "create table two (n int); select nothing;");
    await expect(run()).rejects.toThrow(/^Migration 2_two failed and left nothing behind: .*nothing.*\.$/);
    expect((await state()).map(({ name }) => name)).toEqual(["1_one"]);
    expect((await client.query("select to_regclass('two') as two")).rows).toEqual([{ two: null }]);
  });

  it("refuses an applied migration that was edited, and one that it does not know", async () => {
    await run();
    write("1_one", "create table one (n bigint);");
    await expect(run()).rejects.toThrow(/^Migration 1_one was edited after it was applied: .*\.$/);
    rmSync(join(folder, "1_one"), { recursive: true });
    write("2_two", "create table two (n int);");
    await expect(run()).rejects.toThrow(/^The database has migration 1_one, which this version does not know: .*\.$/);
  });

  it("runs a file that says so outside a transaction, and reports one that stopped in the middle", async () => {
    write("2_two", "-- no-transaction\ncreate table two (n int);\nvacuum two; -- a; comment\nselect nothing;");
    await expect(run()).rejects.toThrow(/^Migration 2_two stopped after 2 statements: .*nothing.*\.$/);
    await expect(run()).rejects.toThrow(/^Migration 2_two was begun and not finished: .*\.$/);
    await client.query("delete from _prisma_migrations where migration_name = '2_two'");
    write("2_two", "-- no-transaction\nvacuum two;");
    expect(await run()).toEqual(["2_two"]);
    expect(await state()).toMatchObject([{ steps: 1 }, { name: "2_two", finished: true, steps: 1 }]);
  });

  it("says in one sentence that no database answers", async () => {
    await expect(migrate("postgresql://localhost:1/none", { folder })).rejects.toThrow(
      /^The database at localhost:1 cannot be reached \(.*ECONNREFUSED.*\): check DATABASE_URL and that the server runs\.$/,
    );
  });
});
