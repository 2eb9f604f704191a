import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { POST as look } from "../links/look/route";
import { POST as use } from "../links/use/route";
import { POST as resetLink } from "../people/[id]/reset-link/route";
import { PATCH as change } from "../people/[id]/route";
import { DELETE as revoke } from "../people/invitations/[id]/route";
import { GET as people } from "../people/route";
import {
  beginAnew,
  forgetPeople,
  insertPerson,
  invited,
  password,
  send,
  signIn,
  statusOf,
  tokenOf,
} from "./people.fixture";

const prisma = getPrisma();

beforeEach(beginAnew);
afterAll(async () => {
  await forgetPeople();
  await closePrisma();
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
