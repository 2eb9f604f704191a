import { createOTP } from "@better-auth/utils/otp";
import { hashPassword } from "better-auth/crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { getEnv } from "@/lib/config/env";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { POST as changePassword } from "../account/password/route";
import { DELETE as endOthers, GET as ownSessions } from "../account/sessions/route";
import { POST as auth } from "../auth/[...all]/route";
import { POST as look } from "../links/look/route";
import { POST as use } from "../links/use/route";
import { POST as resetLink } from "../people/[id]/reset-link/route";
import { PATCH as change } from "../people/[id]/route";
import { DELETE as resetFactor } from "../people/[id]/second-factor/route";
import { DELETE as revoke } from "../people/invitations/[id]/route";
import { POST as invite } from "../people/invitations/route";
import { GET as people } from "../people/route";

const prisma = getPrisma();
const origin = getEnv().PUBLIC_URL;
const password = "tulips under the bridge";

beforeEach(async () => {
  await prisma.signInAttempt.deleteMany();
  await prisma.oneTimeLink.deleteMany();
  await prisma.user.deleteMany({ where: { email: { endsWith: "@people.example" } } });
  await insertPerson("root", "admin");
});
afterAll(async () => {
  await prisma.user.deleteMany({ where: { email: { endsWith: "@people.example" } } });
  await closePrisma();
});

async function insertPerson(name: string, role: string): Promise<string> {
  const id = `people ${name}`;
  await prisma.user.create({ data: { id, name, email: `${name}@people.example`, role, allAdvertisers: true } });
  const account = { id, accountId: id, userId: id, providerId: "credential", password: await hashPassword(password) };
  await prisma.account.create({ data: account });
  return id;
}

/** Each request comes from another address, which is what anybody can pretend. */
let addresses = 0;
const nextAddress = () => `10.1.${Math.floor(++addresses / 250)}.${addresses % 250}`;

type Handler = (request: Request, segment: { params: Promise<never> }) => Promise<Response>;

function send(
  handler: unknown,
  path: string,
  options: { cookie?: string; body?: unknown; params?: object; method?: string; headers?: object } = {},
) {
  const { cookie, body, params = {}, method = "POST", headers = {} } = options;
  const request = new Request(`${origin}${path}`, {
    method,
    headers: {
      origin,
      "content-type": "application/json",
      "x-forwarded-for": nextAddress(),
      ...(cookie ? { cookie } : {}),
      ...headers,
    },
    ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
  });
  return (handler as Handler)(request, { params: Promise.resolve(params as never) });
}

/** The cookies after an answer, as a browser keeps them. */
function cookiesAfter(answer: Response, before = ""): string {
  const jar = new Map(
    before
      .split("; ")
      .filter(Boolean)
      .map((each) => each.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );
  for (const line of answer.headers.getSetCookie()) {
    const [name, value] = String(line.split(";")[0]).split(/=(.*)/s) as [string, string];
    if (value === "" || /Max-Age=0/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
  return [...jar].map((each) => each.join("=")).join("; ");
}

async function signIn(name: string, secret = password, options: { cookie?: string; headers?: object } = {}) {
  const body = { email: `${name}@people.example`, password: secret };
  const answer = await send(auth, "/api/auth/sign-in/email", {
    body,
    ...options,
    params: { all: ["sign-in", "email"] },
  });
  return { answer, status: answer.status, cookie: cookiesAfter(answer, options.cookie) };
}
const statusOf = async (cookie: string) =>
  (await send(ownSessions, "/api/account/sessions", { cookie, method: "GET" })).status;
const tokenOf = async (answer: Response) => String(((await answer.json()) as { url: string }).url.split("#")[1]);

async function invited(cookie: string, more: object = {}) {
  const body = { email: "New@people.example", name: "New", role: "viewer", advertiserIds: null, ...more };
  return send(invite, "/api/people/invitations", { cookie, body });
}

describe("wrong passwords", () => {
  it("are limited for an account, from however many addresses: of 1,000 ten are looked at", async () => {
    const statuses: number[] = [];
    for (let batch = 0; batch < 10; batch += 1) {
      const answers = Array.from({ length: 100 }, (_, index) =>
        signIn("root", `wrong password ${batch} ${index}`, {
          headers: { "x-forwarded-for": `10.0.${batch}.${index}` },
        }),
      );
      statuses.push(...(await Promise.all(answers)).map(({ status }) => status));
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(990);
    const { answer } = await signIn("root");
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(600);
  });

  it("of strangers do not lock out a device that has signed in before", async () => {
    const { cookie } = await signIn("root");
    for (let index = 0; index < 12; index += 1) await signIn("root", "wrong password");
    expect((await signIn("root")).status).toBe(429);
    const device = cookie
      .split("; ")
      .filter((each) => each.startsWith("advertisex.device="))
      .join();
    expect((await signIn("root", password, { cookie: device })).status).toBe(200);
    // the cookie is of this account only, and cannot be made up
    expect((await signIn("root", password, { cookie: `${device.slice(0, -3)}abc` })).status).toBe(429);
  });

  it("count the same for an account that is none", async () => {
    const statuses = [];
    for (let index = 0; index < 12; index += 1) statuses.push((await signIn("nobody")).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  });

  it("are forgotten after the right one", async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let index = 0; index < 8; index += 1) expect((await signIn("root", "wrong password")).status).toBe(401);
      expect((await signIn("root")).status).toBe(200);
    }
  });
});

describe("a session", () => {
  it("is another one after each sign-in, and the one before has ended", async () => {
    const first = await signIn("root");
    const second = await signIn("root", password, { cookie: first.cookie });
    expect(second.cookie).not.toBe(first.cookie);
    expect(await statusOf(first.cookie)).toBe(401);
    expect(await statusOf(second.cookie)).toBe(200);
  });

  it("shows its token to no script", async () => {
    const { answer, cookie } = await signIn("root");
    const token = /session_token=([^.;]+)/.exec(cookie)?.[1];
    expect(token).toBeTruthy();
    expect(await answer.text()).not.toContain(String(token));
    expect(await (await send(ownSessions, "/", { cookie, method: "GET" })).text()).not.toContain(String(token));
  });

  it("can be ended with all others but this one", async () => {
    const [one, two] = [await signIn("root"), await signIn("root")];
    const answer = await send(endOthers, "/api/account/sessions", { cookie: two.cookie, method: "DELETE" });
    expect(await answer.json()).toMatchObject({ sessions: [{ isThis: true }] });
    expect(await statusOf(one.cookie)).toBe(401);
  });

  it("ends everywhere else with a new password", async () => {
    const [one, two] = [await signIn("root"), await signIn("root")];
    const body = { currentPassword: password, newPassword: "violins over the harbour" };
    const answer = await send(changePassword, "/api/account/password", { cookie: two.cookie, body });
    expect(answer.status).toBe(200);
    expect(await statusOf(one.cookie)).toBe(401);
    expect(await statusOf(two.cookie)).toBe(401);
    expect(await statusOf(cookiesAfter(answer, two.cookie))).toBe(200);
    expect((await signIn("root", "violins over the harbour")).status).toBe(200);
    const wrong = await send(changePassword, "/", { cookie: cookiesAfter(answer, two.cookie), body });
    expect(wrong.status).toBe(400);
  });
});

describe("an invitation", () => {
  it("makes a person once, as it says, who then signs in", async () => {
    const { cookie } = await signIn("root");
    const token = await tokenOf(await invited(cookie));
    expect(await (await send(look, "/", { body: { token } })).json()).toMatchObject({
      kind: "invitation",
      email: "new@people.example",
    });
    const body = { token, name: "Newman", password: "violins over the harbour" };
    const answers = await Promise.all([1, 2, 3].map(() => send(use, "/api/links/use", { body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    const { cookie: theirs } = await signIn("new", body.password);
    expect((await send(people, "/", { cookie: theirs, method: "GET" })).status).toBe(403);
    expect(await prisma.user.findFirst({ where: { email: "new@people.example" } })).toMatchObject({
      name: "Newman",
      role: "viewer",
    });
  });

  it.each([
    [
      "revoked",
      async (id: string, cookie: string) =>
        void (await send(revoke, "/", { cookie, params: { id }, method: "DELETE" })),
    ],
    [
      "ended",
      async (id: string) => void (await prisma.oneTimeLink.update({ where: { id }, data: { expiresAt: new Date(0) } })),
    ],
    ["sent again", async (_: string, cookie: string) => void (await invited(cookie))],
  ])("works no more once it is %s", async (_, happen) => {
    const { cookie } = await signIn("root");
    const answer = await invited(cookie);
    const { id } = (await answer.clone().json()) as { id: string };
    const token = await tokenOf(answer);
    await happen(id, cookie);
    expect((await send(use, "/", { body: { token, password: "violins over the harbour" } })).status).toBe(404);
  });

  it("is for nobody who is there, and takes no password that is guessed at once", async () => {
    const { cookie } = await signIn("root");
    expect((await invited(cookie, { email: "ROOT@people.example" })).status).toBe(409);
    const token = await tokenOf(await invited(cookie));
    expect((await send(use, "/", { body: { token, password: "newpeople1234" } })).status).toBe(400);
    expect((await send(use, "/", { body: { token, password: "short" } })).status).toBe(400);
    expect((await send(use, "/", { body: { token: "x".repeat(43), password } })).status).toBe(404);
  });
});

describe("a reset", () => {
  it("sets a new password once, and ends every session", async () => {
    await insertPerson("ann", "viewer");
    const ann = await signIn("ann");
    const { cookie } = await signIn("root");
    const token = await tokenOf(await send(resetLink, "/", { cookie, params: { id: "people ann" } }));
    expect((await send(use, "/", { body: { token, password: "violins over the harbour" } })).status).toBe(200);
    expect(await statusOf(ann.cookie)).toBe(401);
    expect((await signIn("ann")).status).toBe(401);
    expect((await signIn("ann", "violins over the harbour")).status).toBe(200);
    expect((await send(use, "/", { body: { token, password: "violins over the harbour" } })).status).toBe(404);
  });
});

describe("an administrator", () => {
  const patch = (cookie: string, name: string, body: object) =>
    send(change, "/", { cookie, params: { id: `people ${name}` }, body, method: "PATCH" });

  it("disables somebody, who is out at once and cannot come back", async () => {
    await insertPerson("ann", "manager");
    const ann = await signIn("ann");
    const { cookie } = await signIn("root");
    expect((await patch(cookie, "ann", { disabled: true })).status).toBe(200);
    expect(await statusOf(ann.cookie)).toBe(401);
    const again = await signIn("ann");
    expect(again.status).toBe(401);
    expect(await again.answer.json()).toEqual({
      error: { code: "unauthorized", message: "Email or password is wrong." },
    });
    await patch(cookie, "ann", { disabled: false });
    expect((await signIn("ann")).status).toBe(200);
  });

  it("gives advertisers, and what was before and after is in the audit log", async () => {
    await prisma.advertiser.create({ data: { id: "people/adv", name: "A" } });
    await insertPerson("ann", "manager");
    const { cookie } = await signIn("root");
    const answer = await patch(cookie, "ann", { advertiserIds: ["people/adv"] });
    const { people } = (await answer.json()) as { people: { id: string }[] };
    expect(people.find(({ id }) => id === "people ann")).toMatchObject({
      advertisers: [{ id: "people/adv", name: "A" }],
    });
    const line = await prisma.auditLog.findFirst({ where: { subject: "person:people ann" }, orderBy: { id: "desc" } });
    expect(line).toMatchObject({
      actor: "root@people.example",
      before: { advertiserIds: null },
      after: { advertiserIds: ["people/adv"] },
    });
    expect((await patch(cookie, "ann", { advertiserIds: ["people/none"] })).status).toBe(400);
    await prisma.advertiser.delete({ where: { id: "people/adv" } });
  });

  it("changes no role of their own, and the last of them stays", async () => {
    const others = { role: "admin", NOT: { email: "root@people.example" } };
    const ids = (await prisma.user.findMany({ where: others })).map(({ id }) => id);
    await prisma.user.updateMany({ where: others, data: { role: "analyst" } });
    const { cookie } = await signIn("root");
    expect((await patch(cookie, "root", { role: "viewer" })).status).toBe(409);
    await insertPerson("two", "admin");
    const two = await signIn("two");
    const both = await Promise.all([
      patch(cookie, "two", { role: "viewer" }),
      patch(two.cookie, "root", { role: "viewer" }),
    ]);
    expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    expect(await prisma.user.count({ where: { role: "admin", disabledAt: null } })).toBeGreaterThan(0);
    await prisma.user.updateMany({ where: { id: { in: ids } }, data: { role: "admin" } });
  });
});

describe("a second factor", () => {
  async function enrol(cookie: string) {
    const started = await send(auth, "/api/auth/two-factor/enable", {
      cookie,
      body: { password },
      params: { all: ["two-factor", "enable"] },
    });
    const { totpURI, backupCodes } = (await started.json()) as { totpURI: string; backupCodes: string[] };
    const secret = base32Text(String(new URL(totpURI).searchParams.get("secret")));
    const verified = await verify(cookie, await createOTP(secret).totp());
    return { secret, backupCodes, cookie: cookiesAfter(verified, cookie), status: verified.status };
  }
  const verify = (cookie: string, code: string) =>
    send(auth, "/api/auth/two-factor/verify-totp", {
      cookie,
      body: { code },
      params: { all: ["two-factor", "verify-totp"] },
    });

  it("is asked for after the password, and the session begins with the code only", async () => {
    const first = await signIn("root");
    const { secret, status } = await enrol(first.cookie);
    expect(status).toBe(200);
    const second = await signIn("root");
    expect(await second.answer.json()).toMatchObject({ twoFactorRedirect: true });
    expect(await statusOf(second.cookie)).toBe(401);
    expect((await verify(second.cookie, "000000")).status).toBe(401);
    const answer = await verify(second.cookie, await createOTP(secret).totp());
    expect(await statusOf(cookiesAfter(answer, second.cookie))).toBe(200);
  });

  it("is replaced by a backup code, which works once", async () => {
    const { backupCodes } = await enrol((await signIn("root")).cookie);
    const [code] = backupCodes;
    const statuses = [];
    for (let round = 0; round < 2; round += 1) {
      const { cookie } = await signIn("root");
      const path = { all: ["two-factor", "verify-backup-code"] };
      statuses.push(
        (await send(auth, "/api/auth/two-factor/verify-backup-code", { cookie, body: { code }, params: path })).status,
      );
    }
    expect(statuses).toEqual([200, 401]);
  });

  it("can be taken away by an administrator, and by nobody's wrong password", async () => {
    await insertPerson("ann", "viewer");
    const ann = await signIn("ann");
    const { cookie } = await enrol(ann.cookie);
    const off = await send(auth, "/api/auth/two-factor/disable", {
      cookie,
      body: { password: "wrong" },
      params: { all: ["two-factor", "disable"] },
    });
    expect(off.status).toBe(400);
    const root = await signIn("root");
    await send(resetFactor, "/", { cookie: root.cookie, params: { id: "people ann" }, method: "DELETE" });
    expect(await (await signIn("ann")).answer.json()).not.toHaveProperty("twoFactorRedirect");
  });
});

/** The text behind a base32 secret, which an authenticator app would read from the address. */
function base32Text(secret: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/=+$/, "")]
    .map((each) => alphabet.indexOf(each).toString(2).padStart(5, "0"))
    .join("");
  return String.fromCharCode(...(bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
