import { resolve } from "node:path";
import { credentialsPath, readCredentials } from "@/scripts/bootstrap/credentials-file";
import { UsageError } from "./cli-error";

const defaultUrl = "http://127.0.0.1:3000";

/** Which of a local product's keys fits a command. */
export type Purpose = "ingest" | "manage";

export interface Target {
  url: URL;
  key: string;
}

/**
 * Where to send and with which key: options, then `ADVERTISEX_URL` and `ADVERTISEX_KEY`, then what the product that
 * was started in this folder wrote down, whose keys are for the server that it names and for no other.
 * @throws UsageError
 */
export async function readTarget(
  options: { url?: string; key?: string },
  env: Readonly<Record<string, string | undefined>>,
  purpose: Purpose,
  folder = process.cwd(),
): Promise<Target> {
  const path = credentialsPath(resolve(folder, env.DATA_DIR || ".data"));
  const local = await readCredentials(path).catch(() => null);
  const url = parseUrl(options.url ?? (env.ADVERTISEX_URL || local?.url || defaultUrl));
  const given = options.key ?? env.ADVERTISEX_KEY;
  if (given) return { url, key: requireKey(given.trim()) };
  if (local && isSameServer(local.url, url)) {
    return { url, key: purpose === "ingest" ? local.ingestKey : local.manageKey };
  }
  const why = local ? `${path} holds the keys of ${local.url}, not of ${url.origin}` : "none is set";
  throw new UsageError(`A key is needed, and ${why}: set ADVERTISEX_KEY (or add --key).`);
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol)) {
    throw new UsageError(`${text} is not an address: give one such as https://ads.example.com with --url.`);
  }
  if (url.username || url.search || url.hash) {
    throw new UsageError("The address of --url has no sign-in, question mark or #: the key is given with --key.");
  }
  return url;
}

function requireKey(key: string): string {
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new UsageError("The key has blanks or characters that no key has: copy it again.");
}

/** One machine has several names for itself. */
function isSameServer(local: string, url: URL): boolean {
  if (!URL.canParse(local)) return false;
  const named = (each: URL) => `${each.protocol}//${asLoopback(each.hostname)}:${each.port}`;
  return named(new URL(local)) === named(url);
}

function asLoopback(host: string): string {
  return ["localhost", "[::1]"].includes(host) ? "127.0.0.1" : host;
}
