import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Credentials {
  url: string;
  adminEmail: string;
  adminPassword: string;
  ingestKey: string;
  readKey: string;
  manageKey: string;
}

/** The credentials that the product under test wrote at its first start. */
export function credentials(): Credentials {
  const dataDir = process.env.E2E_DATA_DIR;
  if (!dataDir) throw new Error("E2E_DATA_DIR is not set: the global setup has not run.");
  return JSON.parse(readFileSync(join(dataDir, "credentials.json"), "utf8"));
}

interface Call {
  key: string;
  method?: string;
  body?: BodyInit;
  contentType?: string;
  headers?: Record<string, string>;
}

/** Calls the product's API as an outside client, and gives status and parsed body. */
export async function call<T = Record<string, unknown>>(
  path: string,
  options: Call,
): Promise<{ status: number; body: T }> {
  const answer = await fetch(`${credentials().url}${path}`, {
    method: options.method ?? (options.body === undefined ? "GET" : "POST"),
    headers: {
      authorization: `Bearer ${options.key}`,
      ...(options.contentType ? { "content-type": options.contentType } : {}),
      ...options.headers,
    },
    body: options.body,
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === "" ? undefined : JSON.parse(text)) as T };
}

/** Makes a source with a mapping; gives its id and its ingest key. */
export async function createSource(input: Record<string, unknown>): Promise<{ id: string; ingestKey: string }> {
  const made = await call<{ id: string; ingestKey: string }>("/api/sources", {
    key: credentials().manageKey,
    body: JSON.stringify(input),
    contentType: "application/json",
  });
  if (made.status >= 300) throw new Error(`The source was refused: ${JSON.stringify(made.body)}`);
  return made.body;
}
