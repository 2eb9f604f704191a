import { createHash } from "node:crypto";
import type { Client } from "pg";
import { deriveKey } from "@/lib/auth/derive-key";

/** The secret is not the one that the database was filled with. */
export class WrongSecretError extends Error {
  override readonly name = "WrongSecretError";
}

/**
 * Remembers in the database which secret it is filled with, and refuses another one ever after: with
 * another one every `user_key` would be another, and nothing new would match anything old. The database
 * holds a fingerprint only, of a key that is used for nothing else.
 * @param secret `APP_SECRET`
 * @throws WrongSecretError
 */
export async function keepSecret(client: Client, secret: string): Promise<void> {
  const fingerprint = createHash("sha256").update(deriveKey(secret, "fingerprint")).digest("hex");
  await client.query("insert into deployment (name, value) values ('secret', $1) on conflict (name) do nothing", [
    fingerprint,
  ]);
  const { rows } = await client.query<{ value: string }>("select value from deployment where name = 'secret'");
  if (rows[0]?.value === fingerprint) return;
  throw new WrongSecretError(
    "It was filled under another secret, and with this one new events would match no earlier ones: put the secrets.json of the earlier DATA_DIR back into DATA_DIR, or set APP_SECRET to the appSecret in it.",
  );
}
