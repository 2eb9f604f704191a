import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";

/** What `DATA_DIR/credentials.json` holds; API.md, "Credentials". */
export const credentialsSchema = z.object({
  url: z.string(),
  adminEmail: z.string(),
  adminPassword: z.string(),
  ingestKey: z.string(),
  readKey: z.string(),
  manageKey: z.string(),
});
export type Credentials = z.infer<typeof credentialsSchema>;

export function credentialsPath(dataDir: string): string {
  return join(dataDir, "credentials.json");
}

/** Reads the file; null when it is not there or holds something else. */
export async function readCredentials(path: string): Promise<Credentials | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return credentialsSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Replaces the file in one step, readable by its owner only: a crash leaves the old one or the new one. */
export async function writeCredentials(path: string, credentials: Credentials): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(credentials, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/** Takes the file away from everybody else, whoever opened it. */
export async function protectCredentials(path: string): Promise<void> {
  await chmod(path, 0o600);
}
