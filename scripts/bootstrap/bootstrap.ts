import { isDeepStrictEqual } from "node:util";
import type { PrismaClient } from "@/lib/storage/prisma";
import {
  type Credentials,
  credentialsPath,
  protectCredentials,
  readCredentials,
  writeCredentials,
} from "./credentials-file";
import { type Admin, adminEmail, ensureAdmin } from "./ensure-admin";
import { ensureDefaultSource, ensureKey } from "./ensure-keys";

export interface Bootstrapped {
  credentialsPath: string;
  credentials: Credentials;
  admin: Admin["outcome"];
  /** The scopes for which a new key was made. */
  newKeys: string[];
}

/**
 * Brings an installation to where somebody can sign in and send events: an administrator, a source,
 * a key of each scope, and the file that tells them. Running it again changes only what is missing
 * or no longer works. The database comes first: when the file cannot be written, the next run makes
 * what it needs again.
 */
export async function bootstrap(
  prisma: PrismaClient,
  settings: { dataDir: string; url: string },
): Promise<Bootstrapped> {
  const path = credentialsPath(settings.dataDir);
  const known = await readCredentials(path);
  const made = await prisma.$transaction(
    async (transaction) => {
      // two starts at once make one administrator
      await transaction.$executeRaw`select pg_advisory_xact_lock(hashtextextended('bootstrap', 0))`;
      await ensureDefaultSource(transaction);
      // a session is only deleted when its cookie comes again; those that never do are swept here
      await transaction.$executeRaw`delete from session where expires_at < now()`;
      return {
        admin: await ensureAdmin(transaction, known?.adminPassword),
        ingestKey: await ensureKey(transaction, "ingest", known?.ingestKey),
        readKey: await ensureKey(transaction, "read", known?.readKey),
        manageKey: await ensureKey(transaction, "manage", known?.manageKey),
      };
    },
    { maxWait: 30_000, timeout: 60_000 },
  );
  const { admin, ...keys } = made;
  const credentials = { url: settings.url, adminEmail, adminPassword: admin.password, ...keys };
  if (!isDeepStrictEqual(credentials, known)) await writeCredentials(path, credentials);
  await protectCredentials(path);
  const newKeys = (["ingestKey", "readKey", "manageKey"] as const).filter((name) => keys[name] !== known?.[name]);
  return { credentialsPath: path, credentials, admin: admin.outcome, newKeys };
}
