import { hashPassword } from "better-auth/crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "@/lib/auth/api-key";
import { getAuth } from "@/lib/auth/auth";
import { authAnswer } from "@/lib/auth/auth-answer";
import { getEnv } from "@/lib/config/env";
import type { Access } from "@/lib/contracts/access";
import { AppError } from "@/lib/errors";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { json } from "./answers";
import { handle } from "./handle";

const prisma = getPrisma();
const origin = getEnv().PUBLIC_URL;
const password = "correct horse battery staple";
const keys = { ingest: createApiKey("ingest"), read: createApiKey("read"), manage: createApiKey("manage") };

type Asked = Exclude<Access, "ingest">;
const route = (access: Asked) => handle[access](async ({ principal, url }) => json({ principal, path: url.pathname }));
const call = (scope: Asked, headers: Record<string, string>, method = "GET") =>
  route(scope)(new Request(`${origin}/api/x`, { method, headers }), { params: Promise.resolve({}) });
const bearer = (scope: keyof typeof keys) => ({ authorization: `Bearer ${keys[scope].key}` });

async function signIn(email: string, from: Record<string, string> = {}, secret = password): Promise<Response> {
  const request = new Request(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin, ...from },
    body: JSON.stringify({ email, password: secret }),
  });
  return authAnswer(await getAuth().handler(request));
}

const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

beforeAll(async () => {
  await prisma.source.create({ data: { id: "handle-test", name: "t" } });
  for (const [scope, { key: _, ...stored }] of Object.entries(keys)) {
    const sourceId = scope === "ingest" ? "handle-test" : null;
    await prisma.apiKey.create({ data: { ...stored, name: `handle ${scope}`, scope, sourceId } });
  }
  for (const role of ["admin", "viewer"]) {
    const id = `handle-${role}`;
    await prisma.user.create({ data: { id, name: role, email: `${id}@example.com`, role } });
    const account = { id, accountId: id, userId: id, providerId: "credential", password: await hashPassword(password) };
    await prisma.account.create({ data: account });
  }
});

afterAll(async () => {
  await prisma.user.deleteMany({ where: { id: { startsWith: "handle-" } } });
  await prisma.apiKey.deleteMany({ where: { name: { startsWith: "handle " } } });
  await prisma.source.delete({ where: { id: "handle-test" } });
  await closePrisma();
});

describe("with keys", () => {
  it("refuses nobody's request and says how to authenticate", async () => {
    const answer = await call("reports", {});
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: "unauthorized" } });
  });

  it("tells the handler who asks", async () => {
    const answer = await call("batches", bearer("ingest"), "POST");
    expect(await answer.json()).toMatchObject({
      principal: { kind: "key", scope: "ingest", sourceId: "handle-test" },
      path: "/api/x",
    });
  });

  it("works on a path without parameters, where Next gives undefined", async () => {
    const request = new Request(`${origin}/api/x`, { headers: bearer("read") });
    const answer = await route("reports")(request, { params: Promise.resolve(undefined) as never });
    expect(answer.status).toBe(200);
  });

  it("answers a key of another scope with 403, an unknown one with 401", async () => {
    expect((await call("operate", bearer("read"))).status).toBe(403);
    expect((await call("reports", { authorization: `Bearer ${createApiKey("read").key}` })).status).toBe(401);
  });

  it("does not let a good cookie make up for a bad key", async () => {
    const cookie = cookieOf(await signIn("handle-admin@example.com"));
    expect((await call("reports", { cookie, authorization: "Bearer nonsense" })).status).toBe(401);
  });
});

describe("with a session", () => {
  it("knows the person behind the cookie, and their role", async () => {
    const cookie = cookieOf(await signIn("handle-viewer@example.com"));
    expect(await (await call("reports", { cookie })).json()).toMatchObject({
      principal: { kind: "session", email: "handle-viewer@example.com", role: "viewer" },
    });
    expect((await call("operate", { cookie, origin }, "POST")).status).toBe(403);
  });

  it("lets changes come from the console's own pages only", async () => {
    const cookie = cookieOf(await signIn("handle-admin@example.com"));
    expect((await call("operate", { cookie, origin }, "POST")).status).toBe(200);
    expect((await call("operate", { cookie }, "POST")).status).toBe(403);
    expect((await call("operate", { cookie, origin: "https://evil.example" }, "POST")).status).toBe(403);
  });

  it("forgets it at the sign-out", async () => {
    const cookie = cookieOf(await signIn("handle-admin@example.com"));
    const headers = { cookie, origin, "content-type": "application/json" };
    await getAuth().handler(new Request(`${origin}/api/auth/sign-out`, { method: "POST", headers, body: "{}" }));
    expect((await call("reports", { cookie })).status).toBe(401);
  });

  it("keeps the cookie from scripts and from other sites", async () => {
    const [cookie] = (await signIn("handle-admin@example.com")).headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });
});

describe("signing in", () => {
  it.each([
    ["handle-admin@example.com", "wrong password, long enough"],
    ["nobody@example.com", password],
  ])("says the same whether the email or the password is wrong: %s", async (email, secret) => {
    const answer = await signIn(email, {}, secret);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ error: { code: "unauthorized", message: "Email or password is wrong." } });
  });

  it("refuses another site's page", async () => {
    const answer = await signIn("handle-admin@example.com", { origin: "https://evil.example", cookie: "a=b" });
    expect(answer.status).toBe(403);
    expect((await answer.json()).error.message).toContain("PUBLIC_URL");
  });

  it("has no registration", async () => {
    const body = JSON.stringify({ email: "new@example.com", password, name: "New", role: "admin" });
    const headers = { "content-type": "application/json", origin };
    const answer = await getAuth().handler(
      new Request(`${origin}/api/auth/sign-up/email`, { method: "POST", headers, body }),
    );
    expect(answer.status).toBe(404);
    expect(await prisma.user.count({ where: { email: "new@example.com" } })).toBe(0);
  });

  it("slows down who tries one password after the other", async () => {
    const from = { "x-forwarded-for": "203.0.113.9" };
    const answers = [];
    for (let attempt = 0; attempt < 21; attempt += 1)
      answers.push(await signIn("nobody@example.com", from, "guess guess guess"));
    expect(answers.slice(0, 20).every(({ status }) => status === 401)).toBe(true);
    expect(answers[20]?.status).toBe(429);
    expect(Number(answers[20]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("when a handler fails", () => {
  const failing = (error: unknown) =>
    handle.reports(async () => Promise.reject(error))(new Request(`${origin}/api/x`, { headers: bearer("read") }), {
      params: Promise.resolve({}),
    });

  it("answers a refusal with its code and a fault with an incident", async () => {
    expect((await failing(new AppError("conflict", "Was resolved."))).status).toBe(409);
    expect((await failing(new Error("bug"))).status).toBe(500);
  });

  it("knows nothing under an id that no database can hold", async () => {
    const answer = await handle.reports<{ id: string }>(async () => json({}))(
      new Request(`${origin}/api/x/%00`, { headers: bearer("read") }),
      { params: Promise.resolve({ id: "\0" }) },
    );
    expect(answer.status).toBe(404);
  });
});
