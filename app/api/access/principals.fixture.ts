import { hashPassword } from "better-auth/crypto";
import { createApiKey } from "@/lib/auth/api-key";
import { getAuth } from "@/lib/auth/auth";
import { getEnv } from "@/lib/config/env";
import type { PrismaClient } from "@/lib/storage/prisma";

/** Everybody who can ask: each role and each scope of a key, with every advertiser, with one, and with none. */
export const principalNames = [
  "nobody",
  "admin",
  "analyst",
  "manager",
  "manager of one",
  "viewer",
  "viewer of one",
  "viewer of none",
  "read key",
  "read key of one",
  "manage key",
  "manage key of one",
  "ingest key",
] as const;
export type PrincipalName = (typeof principalNames)[number];

/** Those who see one advertiser, or none, and must find nothing of another's. */
export const limitedNames: readonly PrincipalName[] = [
  "manager of one",
  "viewer of one",
  "viewer of none",
  "read key of one",
  "manage key of one",
];

const password = "correct horse battery staple";

/** The headers that each of them sends. */
export type Headers = Readonly<Record<PrincipalName, Record<string, string>>>;

/** Makes the people and the keys. */
export async function insertPrincipals(prisma: PrismaClient, advertiserId: string, sourceId: string): Promise<Headers> {
  const headers = { nobody: {} } as Record<PrincipalName, Record<string, string>>;
  for (const name of principalNames) {
    const [what, kind] = name.split(" ");
    if (kind === "key") headers[name] = await insertKey(prisma, name, String(what), advertiserId, sourceId);
    else if (name !== "nobody") headers[name] = await insertPerson(prisma, name, String(what), advertiserId);
  }
  return headers;
}

async function insertKey(prisma: PrismaClient, name: string, scope: string, advertiserId: string, sourceId: string) {
  const { key, ...stored } = createApiKey(scope as "read");
  await prisma.apiKey.create({ data: { ...stored, name, scope, sourceId: scope === "ingest" ? sourceId : null } });
  if (name.endsWith("of one"))
    await prisma.$executeRaw`update api_key set advertiser_ids = array[${advertiserId}] where id = ${stored.id}`;
  return { authorization: `Bearer ${key}` };
}

async function insertPerson(prisma: PrismaClient, name: string, role: string, advertiserId: string) {
  const id = `access ${name}`;
  const email = `${name.replaceAll(" ", ".")}@access.example`;
  await prisma.user.create({ data: { id, name, email, role, allAdvertisers: !name.includes(" of ") } });
  if (name.endsWith("of one")) await prisma.advertiserAccess.create({ data: { userId: id, advertiserId } });
  const account = { id, accountId: id, userId: id, providerId: "credential", password: await hashPassword(password) };
  await prisma.account.create({ data: account });
  const origin = getEnv().PUBLIC_URL;
  const request = new Request(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ email, password }),
  });
  const answer = await getAuth().handler(request);
  if (!answer.ok) throw new Error(`${name} cannot sign in: ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
  return { cookie: cookie.join("; "), origin };
}
