import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** An import as it would stand in a file of the house. */
type Case = [file: string, specifier: string];

const refused: Case[] = [
  ["lib/storage/a.ts", "@/app/api/health/route"],
  ["lib/errors.ts", "@/workers/main"],
  ["lib/contracts/a.ts", "@/lib/errors"],
  ["lib/contracts/b.ts", "pg"],
  ["lib/storage/b.ts", "@/lib/stream/connection"],
  ["lib/storage/c.ts", "../stream/connection"],
  ["lib/read-models/campaigns/a.ts", "@/lib/actions/alerts/acknowledge"],
  ["lib/ingest/a.ts", "@/lib/storage/prisma"],
  ["lib/http/browser/a.ts", "@/lib/storage/prisma"],
  ["workers/ingest/decode/a.ts", "@/lib/storage/prisma"],
  ["workers/ingest/validate/a.ts", "../../runtime/role"],
  ["workers/ingest/a.ts", "@/lib/ingest/accept"],
  ["workers/runtime/a.ts", "@/lib/ingest/accept"],
  ["workers/monitor/a.ts", "@/lib/auth/seal"],
  ["workers/main.ts", "@/lib/ingest/accept"],
  ["workers/pull/a.ts", "@/lib/auth/authenticate"],
  ["workers/pull/b.ts", "@/lib/actions/pulls/create-pull"],
  ["app/api/campaigns/route.ts", "@/lib/storage/prisma"],
  ["components/ui/a.tsx", "@/lib/http/browser/api"],
  ["components/charts/a.tsx", "@/lib/http/browser/api"],
  ["components/alerts/a.tsx", "@/components/quality/queries"],
  ["app/(console)/alerts/page.tsx", "@/lib/read-models/alerts/get-alert"],
];

const allowed: Case[] = [
  ["lib/contracts/z.ts", "zod"],
  ["lib/read-models/campaigns/z.ts", "@/lib/storage/prisma"],
  ["lib/actions/alerts/z.ts", "@/lib/read-models/alerts/get-alert"],
  ["workers/ingest/decode/z.ts", "@/lib/contracts/chunk"],
  ["workers/pull/z.ts", "@/lib/ingest/accept"],
  ["workers/pull/y.ts", "@/lib/auth/seal"],
  ["workers/pull/x.ts", "@/lib/storage/prisma"],
  ["workers/ingest/consumer.ts", "@/lib/storage/prisma"],
  ["app/api/alerts/route.ts", "@/lib/read-models/alerts/list-alerts"],
  ["components/alerts/z.tsx", "@/components/ui/button"],
];

let house: string;
let complaints: string;

/** A small house with the same lint settings and one file a case. */
beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "advertisex-house-"));
  copyFileSync("biome.json", join(house, "biome.json"));
  for (const [file, specifier] of [...refused, ...allowed]) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), `import { something } from "${specifier}";\n\nconsole.log(something);\n`);
  }
  const args = ["lint", "--vcs-enabled=false", "--max-diagnostics=none", "--reporter=github", "."];
  const { stdout, stderr, status } = spawnSync(resolve("node_modules/.bin/biome"), args, {
    cwd: house,
    encoding: "utf8",
  });
  complaints = `${stdout}${stderr}`;
  expect(status, complaints).toBe(1);
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

const isRefused = (file: string) =>
  complaints.split("\n").some((line) => line.includes("noRestrictedImports") && line.includes(`/${file},`));

describe("the import table", () => {
  it.each(refused)("refuses in %s the import of %s", (file) => expect(isRefused(file), complaints).toBe(true));
  it.each(allowed)("lets %s import %s", (file) => expect(isRefused(file)).toBe(false));
});
