import { createHmac } from "node:crypto";
import pg from "pg";
import { createApiKey } from "@/lib/auth/api-key";
import { parseSigningSecret } from "@/lib/auth/signature/signing-secret";
import { createdSourceSchema, type Source, sourceSchema } from "@/lib/contracts/source";
import { json } from "@/lib/http/answers";
import { handleIngest } from "@/lib/http/handle-ingest";
import * as sourceRoute from "./[id]/route";
import * as sourcesRoute from "./route";

const made = { manage: createApiKey("manage"), read: createApiKey("read") };
export const keys = { manage: made.manage.key, read: made.read.key };
export const readKeyId = made.read.id;

type AnyRoute = (request: Request, segment: { params: Promise<never> }) => Promise<Response>;

/** Calls a route with the manage key, unless `key` is another one; `body` goes as JSON. */
export function call(route: AnyRoute, params: object, body?: unknown, init: { method?: string; key?: string } = {}) {
  const headers: Record<string, string> = { authorization: `Bearer ${init.key ?? keys.manage}` };
  if (body !== undefined) headers["content-type"] = "application/json";
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const request = new Request("http://127.0.0.1/api/sources", { method: init.method ?? "POST", headers, ...content });
  return route(request, { params: Promise.resolve(params as never) });
}

const door = handleIngest(async ({ principal }) => json({ source: principal.sourceId, limits: principal.limits }));
const send = (headers: Record<string, string>) =>
  door(new Request("http://127.0.0.1/api/ingest/clicks", { method: "POST", headers, body: "[]" }), {
    params: Promise.resolve({}),
  });

/** Comes to the door with that key. */
export const knock = (key: string) => send({ authorization: `Bearer ${key}` });

/** Comes to the door with a request that is signed with that secret. */
export function knockSigned(secret: string): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const mac = createHmac("sha256", parseSigningSecret(secret)).update(`m.${timestamp}.[]`).digest("base64");
  return send({ "webhook-id": "m", "webhook-timestamp": timestamp, "webhook-signature": `v1,${mac}` });
}

export async function makeSource(fields: object = {}) {
  const answer = await call(sourcesRoute.POST, {}, { name: "Credential test", ...fields });
  return createdSourceSchema.strict().parse(await answer.json());
}

export async function show(id: string): Promise<Source> {
  const answer = await call(sourceRoute.GET, { id }, undefined, { method: "GET", key: keys.read });
  return sourceSchema.parse(await answer.json());
}

export const statusesOf = async (...answers: Promise<Response>[]) =>
  (await Promise.all(answers)).map(({ status }) => status);
export const codeOf = async (answer: Response) => [answer.status, (await answer.json()).error.code];

/** A database of the test with the two keys in it. */
export class World {
  readonly #database: pg.Client;

  constructor(url: string | undefined) {
    this.#database = new pg.Client({ connectionString: url });
  }

  async open(): Promise<void> {
    await this.#database.connect();
    for (const [scope, { id, keyHash, keyPrefix }] of Object.entries(made)) {
      await this.query(
        "insert into api_key (id, name, scope, key_hash, key_prefix) values ($1, 'credential-test', $2, $3, $4)",
        [id, scope, keyHash, keyPrefix],
      );
    }
  }

  async query(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return (await this.#database.query<Record<string, unknown>>(sql, values)).rows;
  }

  /** What the audit log tells of a subject, first things first. */
  async actionsOn(subject: string): Promise<unknown[]> {
    const rows = await this.query("select action from audit_log where subject = $1 order by id", [subject]);
    return rows.map(({ action }) => action);
  }

  async close(): Promise<void> {
    await this.query("delete from source where name like 'Credential test%'");
    await this.query("delete from api_key where name = 'credential-test'");
    await this.query("delete from audit_log where actor = 'key credential-test'");
    await this.#database.end();
  }
}
