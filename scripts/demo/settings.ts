import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DemoError } from "./demo-error";

/** API.md, "Credentials": what the demo needs of the file that the first start writes. */
const credentialsSchema = z.object({ manageKey: z.string().min(1), readKey: z.string().min(1) });

export interface DemoSettings {
  /** Where the product listens, without a slash at the end. */
  baseUrl: string;
  /** Where the demo keeps its files: `DATA_DIR/demo`. */
  folder: string;
  manageKey: string;
  readKey: string;
  /** Live events a second, over the mean of a day. */
  liveRate: number;
}

/** Reads the settings and the keys. Throws DemoError with one sentence when something is missing. */
export async function readSettings(env: Record<string, string | undefined>): Promise<DemoSettings> {
  const dataDir = env.DATA_DIR || ".data";
  const path = join(dataDir, "credentials.json");
  const text = await readFile(path, "utf8").catch(() => {
    throw new DemoError(`There is no ${path}: start the product once with \`npm start\`, which writes it.`);
  });
  const credentials = credentialsSchema.safeParse(parseJson(text));
  if (!credentials.success) throw new DemoError(`${path} has no manageKey and readKey: delete it and start again.`);
  const liveRate = Number(env.DEMO_LIVE_RATE || 0.5);
  if (!(liveRate > 0 && liveRate <= 1000)) throw new DemoError("DEMO_LIVE_RATE needs events a second, from 0 to 1000.");
  return { baseUrl: addressOf(env), folder: join(dataDir, "demo"), liveRate, ...credentials.data };
}

/** The server's own port when it is known: the public address may lead through a proxy that is not there yet. */
function addressOf({ HOST, PORT, PUBLIC_URL }: Record<string, string | undefined>): string {
  if (!PORT && PUBLIC_URL) return PUBLIC_URL.replace(/\/+$/, "");
  const host = !HOST || HOST === "0.0.0.0" ? "127.0.0.1" : HOST === "::" ? "::1" : HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${PORT || "3000"}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
