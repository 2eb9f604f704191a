import { createOTP } from "@better-auth/utils/otp";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePrisma } from "@/lib/storage/prisma";
import { POST as auth } from "../auth/[...all]/route";
import { DELETE as resetFactor } from "../people/[id]/second-factor/route";
import {
  beginAnew,
  cookiesAfter,
  forgetPeople,
  insertPerson,
  password,
  send,
  signIn,
  statusOf,
} from "./people.fixture";

beforeEach(beginAnew);
afterAll(async () => {
  await forgetPeople();
  await closePrisma();
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
