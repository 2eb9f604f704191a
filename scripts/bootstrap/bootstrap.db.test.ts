import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashPassword } from "better-auth/crypto";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { hashApiKey } from "@/lib/auth/api-key";
import { createAuth } from "@/lib/auth/auth";
import { readApiKey } from "@/lib/auth/find-api-key";
import { getEnv } from "@/lib/config/env";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { bootstrap } from "./bootstrap";
import { adminEmail } from "./ensure-admin";

const url = "http://127.0.0.1:15400";
const prisma = getPrisma();
let dataDir: string;

const run = (address = url) => bootstrap(prisma, { dataDir, url: address });
const file = () => join(dataDir, "credentials.json");
const stored = async () => JSON.parse(await readFile(file(), "utf8"));
const works = async (key: string) => (await readApiKey(prisma, hashApiKey(key))) !== null;
const signIn = (password: string) =>
  createAuth(prisma, { ...getEnv(), PUBLIC_URL: url })
    .api.signInEmail({ body: { email: adminEmail, password } })
    .then(
      () => true,
      () => false,
    );

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "advertisex-bootstrap-"));
  await prisma.$executeRaw`delete from app_user where email = ${adminEmail}`;
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));
afterAll(closePrisma);

it("makes an administrator who can sign in and a key of each scope, for the owner's eyes only", async () => {
  const made = await run();
  const written = await stored();
  expect(made.admin).toBe("created");
  expect(Object.keys(written)).toEqual(["url", "adminEmail", "adminPassword", "ingestKey", "readKey", "manageKey"]);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(written.adminPassword.length).toBeGreaterThanOrEqual(20);
  expect(await signIn(written.adminPassword)).toBe(true);
  expect(await signIn(`${written.adminPassword}x`)).toBe(false);
  expect(await readApiKey(prisma, hashApiKey(written.ingestKey))).toMatchObject({
    scope: "ingest",
    sourceId: "default",
  });
  expect(await readApiKey(prisma, hashApiKey(written.manageKey))).toMatchObject({ scope: "manage", sourceId: null });
});

it("changes nothing when it runs again", async () => {
  await run();
  const before = { written: await stored(), keys: await prisma.apiKey.count() };
  const again = await run();
  expect(again).toMatchObject({ admin: "kept", newKeys: [] });
  expect({ written: await stored(), keys: await prisma.apiKey.count() }).toEqual(before);
});

it("refreshes only the address when that changed", async () => {
  const first = (await run()).credentials;
  await run("https://ads.example");
  expect(await stored()).toEqual({ ...first, url: "https://ads.example" });
});

it.each(["is gone", "is damaged"])(
  "gives a new password and new keys when the file %s, and ends sessions",
  async (how) => {
    const first = (await run()).credentials;
    expect(await signIn(first.adminPassword)).toBe(true);
    if (how === "is gone") await rm(file());
    else await writeFile(file(), '{"url":');
    const again = await run();
    expect(again).toMatchObject({ admin: "reset", newKeys: ["ingestKey", "readKey", "manageKey"] });
    expect(await prisma.session.count({ where: { user: { email: adminEmail } } })).toBe(0);
    expect(await signIn(first.adminPassword)).toBe(false);
    expect(await signIn(again.credentials.adminPassword)).toBe(true);
    for (const key of [first.ingestKey, first.readKey, first.manageKey]) expect(await works(key)).toBe(false);
    for (const name of again.newKeys) expect(await works(again.credentials[name as "readKey"])).toBe(true);
  },
);

it.each([
  ["is another", hashPassword("a password of somebody else")],
  ["is none", Promise.resolve(null)],
])("gives a new password when the one in the database %s, so that what is written down works", async (_how, hash) => {
  const first = (await run()).credentials;
  await prisma.account.updateMany({ where: { user: { email: adminEmail } }, data: { password: await hash } });
  expect(await signIn(first.adminPassword)).toBe(false);
  const again = await run();
  expect(again).toMatchObject({ admin: "reset", newKeys: [] });
  expect(await signIn((await stored()).adminPassword)).toBe(true);
});

it("replaces the one key that was revoked and keeps the rest", async () => {
  const { credentials } = await run();
  await prisma.$executeRaw`
    update api_key set revoked_at = now() where key_hash = ${hashApiKey(credentials.readKey)}`;
  expect(await works(credentials.readKey)).toBe(false);
  const again = await run();
  expect(again).toMatchObject({ admin: "kept", newKeys: ["readKey"] });
  expect(again.credentials).toEqual({ ...credentials, readKey: again.credentials.readKey });
});

it("makes one administrator when two starts come at once", async () => {
  await Promise.all([run(), run()]);
  expect(await prisma.user.count({ where: { email: adminEmail } })).toBe(1);
});

it("keeps what people changed in the default source", async () => {
  await run();
  await prisma.$executeRaw`update source set name = 'Our shop' where id = 'default'`;
  await run();
  expect((await prisma.source.findUnique({ where: { id: "default" } }))?.name).toBe("Our shop");
  await prisma.$executeRaw`update source set name = 'Default source' where id = 'default'`;
});
