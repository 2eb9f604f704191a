import { readdirSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { call, credentials } from "../support/product";

/* Nobody gets a page's content or an answer's data around the sign-in, whatever the request pretends to be. */

const ids = { id: "", batchId: "01", eventId: "e", action: "comment", rule: "address_rate", kind: "clicks" };
let secrets: string[];
let origin: string;

/** The addresses of every page, or of every route, with something in the place of their parameters. */
function addressesOf(file: "page.tsx" | "route.ts"): string[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(`/${file}`) || path === file)
    .map((path) => `/${path.slice(0, -file.length - 1)}`)
    .filter((path) => !path.includes("[..."))
    .map((path) => (path === "/(console)" ? "/" : path))
    .map((path) =>
      path.replace(/\/\([^)]*\)/g, "").replace(/\[(\w+)\]/g, (_, name: keyof typeof ids) => ids[name] ?? "x"),
    );
}

const middleware = "x-middleware-subrequest";
/** Headers that frameworks and proxies have believed. */
const tricks: Record<string, string>[] = [
  {},
  { [middleware]: "middleware" },
  { [middleware]: "middleware:middleware:middleware:middleware:middleware" },
  { [middleware]: "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware" },
  { [middleware]: "proxy:proxy:proxy:proxy:proxy" },
  { [middleware]: "pages/_middleware" },
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  {
    rsc: "1",
    "next-router-state-tree": encodeURIComponent(JSON.stringify(["", {}, null, "refetch"])),
    "next-url": "/overview",
  },
  { "x-forwarded-host": "127.0.0.1", "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1" },
  { "x-original-url": "/api/health", "x-rewrite-url": "/api/health" },
  { "x-forwarded-proto": "https", "x-invoke-path": "/api/health", "x-matched-path": "/api/health" },
  { authorization: "Bearer null" },
  { authorization: "Basic YWRtaW46YWRtaW4=" },
  { cookie: "advertisex.session_token=x.y; better-auth.session_token=x" },
];

/** Other ways to write the same address. */
const spellings = [
  (path: string) => path,
  (path: string) => `${path}.rsc`,
  (path: string) => `${path}?_rsc=1`,
  (path: string) => `${path}/`,
  (path: string) => `/${path}`,
  (path: string) => path.replace(/^\/(.)/, (_, letter: string) => `/%${letter.charCodeAt(0).toString(16)}`),
  (path: string) => path.replace("/api/", "/api/./").replace("/settings/", "/x/../settings/"),
  (path: string) => `${path}%00`,
  (path: string) => path.toUpperCase(),
  (path: string) => `/_next/data/x${path}.json`,
];

test.beforeAll(async () => {
  origin = credentials().url;
  const { readKey, adminEmail } = credentials();
  const { body } = await call<{ rows: { campaignId: string; name: string; advertiserName: string }[] }>(
    "/api/campaigns",
    {
      key: readKey,
    },
  );
  const first = body.rows[0];
  ids.id = first?.campaignId ?? "";
  secrets = [adminEmail, ...body.rows.slice(0, 5).flatMap(({ name, advertiserName }) => [name, advertiserName])];
  expect(secrets.length).toBeGreaterThan(5);
});

async function ask(path: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${origin}${path}`, { headers });
  return { status: answer.status, text: await answer.text() };
}

test("no page shows anything to somebody who has not signed in, by no header and no spelling", async () => {
  test.slow();
  const pages = addressesOf("page.tsx");
  expect(pages.length).toBeGreaterThan(15);
  const leaks: string[] = [];
  for (const page of pages) {
    for (const headers of tricks) {
      for (const spell of Object.keys(headers).length === 0 ? spellings : spellings.slice(0, 2)) {
        const { text } = await ask(spell(page), headers);
        if (secrets.some((secret) => text.includes(secret)) || text.includes('aria-label="Main"'))
          leaks.push(`${spell(page)} ${JSON.stringify(headers)}`);
      }
    }
  }
  expect(leaks).toEqual([]);
});

test("no route answers with data to nobody, by no header and no spelling", async () => {
  test.slow();
  const open = /^\/api\/(health|openapi\.json|csp-reports|links|shared|auth)/;
  const routes = addressesOf("route.ts").filter((path) => path.startsWith("/api/") && !open.test(path));
  expect(routes.length).toBeGreaterThan(50);
  const answered: string[] = [];
  for (const route of routes) {
    for (const headers of tricks) {
      for (const spell of Object.keys(headers).length === 0 ? spellings : spellings.slice(0, 1)) {
        const { status, text } = await ask(spell(route), headers);
        // 405: the route knows no GET
        const isRefused = [400, 401, 404, 405].includes(status) || text.includes("<!DOCTYPE html>");
        if (!isRefused || secrets.some((secret) => text.includes(secret)))
          answered.push(`${status} ${spell(route)} ${JSON.stringify(headers)}`);
      }
    }
  }
  expect(answered).toEqual([]);
});
