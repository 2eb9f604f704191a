import { relative } from "node:path";
import { globSync } from "tinyglobby";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getEnv } from "@/lib/config/env";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { insertPlace, readFingerprint } from "./access-world.fixture";
import { type ExpectedAccess, expectedFor } from "./expected.fixture";
import { type Headers, insertPrincipals, limitedNames, type PrincipalName, principalNames } from "./principals.fixture";
import { type Place, type RouteCase, routeCases } from "./routes.fixture";

type Handler = (request: Request, segment: { params: Promise<object> }) => Promise<Response>;

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof methods)[number];

const root = new URL("../../../", import.meta.url).pathname;
const files = globSync("app/api/**/route.ts", { cwd: root, absolute: true }).sort();
const pathOf = (file: string) => `/${relative(root, file)}`.replace(/^\/app/, "").replace(/\/route\.ts$/, "");

const prisma = getPrisma();
let own: Place;
let foreign: Place;
let headers: Headers;
let foreignBefore: string;

beforeAll(async () => {
  own = await insertPlace(prisma, "own7q");
  foreign = await insertPlace(prisma, "fgn7q");
  headers = await insertPrincipals(prisma, own.advertiserId, own.sourceId);
  foreignBefore = await readFingerprint(prisma, foreign.prefix);
}, 120_000);
afterAll(closePrisma);

interface Asked {
  handler: Handler;
  method: Method;
  path: string;
  routeCase: RouteCase;
  place: Place;
  query: string;
}

async function ask(asked: Asked, name: PrincipalName): Promise<{ status: number; text: string }> {
  const { handler, method, path, routeCase, place, query } = asked;
  const params = routeCase.params?.(place) ?? {};
  const body = method === "GET" ? undefined : JSON.stringify(routeCase.body?.(place, method) ?? {});
  const stop = new AbortController();
  const init = { method, signal: stop.signal, ...(body === undefined ? {} : { body }) };
  const request = new Request(`${getEnv().PUBLIC_URL}${path}?${query}`, {
    ...init,
    headers: { ...headers[name], ...(body === undefined ? {} : { "content-type": "application/json" }) },
  });
  const answer = await handler(request, { params: Promise.resolve(params) });
  const text = await firstPart(answer);
  stop.abort();
  return { status: answer.status, text };
}

/** The whole answer; of a stream that does not end, what comes in half a second. */
async function firstPart(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  if (!reader) return "";
  const isStream = answer.headers.get("content-type")?.startsWith("text/event-stream");
  const decoder = new TextDecoder();
  let text = "";
  for (const end = Date.now() + 500; ; ) {
    const timeout = isStream ? new Promise<undefined>((done) => setTimeout(done, end - Date.now())) : undefined;
    const piece = await (timeout ? Promise.race([reader.read(), timeout]) : reader.read());
    if (!piece || piece.done) break;
    text += decoder.decode(piece.value, { stream: true });
  }
  await reader.cancel().catch(() => undefined);
  return text;
}

it("knows every route", () => {
  expect(files.map(pathOf).sort()).toEqual(Object.keys(routeCases).sort());
});

describe.each(files.map((file) => [pathOf(file), file] as const))("%s", (path, file) => {
  const routeCase = routeCases[path];
  if (!routeCase) return;
  const load = async () => (await import(file)) as Partial<Record<Method, Handler>>;

  it("answers the methods that are listed, and no other", async () => {
    const answered = Object.keys(await load()).filter((name) => methods.includes(name as Method));
    // the two that catch everything have all methods, and one answer
    const listed = path.includes("[...") ? answered : Object.keys(routeCase.access);
    expect(answered.sort()).toEqual(listed.sort());
  });

  const asked = Object.entries(routeCase.access).filter(([, access]) => access !== "public");
  describe.each(asked as [Method, ExpectedAccess][])("%s", (method, access) => {
    const allowed: readonly PrincipalName[] = expectedFor[access];

    it.each(principalNames.filter((name) => !allowed.includes(name)))("is refused to %s", async (name) => {
      const handler = (await load())[method] as Handler;
      for (const place of [own, foreign]) {
        const { status, text } = await ask({ handler, method, path, routeCase, place, query: "" }, name);
        // the door knows no people: to it they are nobody
        const isUnknown = name === "nobody" || (access === "ingest" && !name.includes("key"));
        expect(status).toBe(isUnknown ? 401 : 403);
        expect(JSON.parse(text)).toMatchObject({ error: { code: isUnknown ? "unauthorized" : "wrong_scope" } });
      }
    });

    it.each(principalNames.filter((name) => allowed.includes(name)))(
      "is open to %s, as far as it is theirs",
      async (name) => {
        const handler = (await load())[method] as Handler;
        for (const query of routeCase.queries?.(own) ?? [""]) {
          const { status } = await ask({ handler, method, path, routeCase, place: own, query }, name);
          const isNothings = name === "viewer of none" && routeCase.isOne;
          if (isNothings) expect(status).toBe(404);
          else expect([401, 403]).not.toContain(status);
          if (method === "GET" && routeCase.isOne && !isNothings) expect(status).toBe(200);
        }
      },
    );

    const strangers = [...limitedNames, "ingest key" as const].filter((name) => allowed.includes(name));
    it.each(strangers)("gives %s nothing of another advertiser", async (name) => {
      const handler = (await load())[method] as Handler;
      for (const place of [own, foreign]) {
        for (const query of routeCase.queries?.(foreign) ?? [""]) {
          const { status, text } = await ask({ handler, method, path, routeCase, place, query }, name);
          if (routeCase.isOne && place === foreign) expect(status).toBe(404);
          // what was sent may come back in a refusal; nothing else
          if (status < 400) expect(text).not.toContain(foreign.prefix);
        }
      }
    });
  });
});

it("has changed nothing of the other advertiser for those who do not see it", async () => {
  // those who see everything may have
  await prisma.$executeRaw`delete from alert_event where alert_id like 'fgn7q%' and actor not like '%of one%' and actor not like '%of.one%'`;
  expect(await readFingerprint(prisma, foreign.prefix)).toBe(foreignBefore);
});
