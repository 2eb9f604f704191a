import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePrisma } from "@/lib/storage/prisma";
import { POST as changePassword } from "../account/password/route";
import { DELETE as endOthers, GET as ownSessions } from "../account/sessions/route";
import { beginAnew, cookiesAfter, forgetPeople, password, send, signIn, statusOf } from "./people.fixture";

beforeEach(beginAnew);
afterAll(async () => {
  await forgetPeople();
  await closePrisma();
});

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
