import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sharedReportSchema } from "@/lib/contracts/share";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { DELETE as revoke } from "../share-links/[id]/route";
import { GET as list, POST as make } from "../share-links/route";
import { POST as shared } from "../shared/route";
import { beginAnew, forgetPeople, insertPerson, send, signIn } from "./people.fixture";

const prisma = getPrisma();
const [advertiserId, campaignId] = ["share-adv", "share-campaign"];
const settings = { range: { lastDays: 7 }, breakdowns: ["device"], showMoney: false };

beforeAll(async () => {
  await prisma.advertiser.create({
    data: { id: advertiserId, name: "Cascade", currency: "EUR", timeZone: "Europe/Berlin" },
  });
  await prisma.campaign.create({ data: { id: campaignId, advertiserId, name: "Winter layers" } });
});
beforeEach(async () => {
  await beginAnew();
  await insertPerson("mary", "manager");
});
afterAll(async () => {
  await forgetPeople();
  await prisma.campaign.delete({ where: { id: campaignId } });
  await prisma.advertiser.delete({ where: { id: advertiserId } });
  await closePrisma();
});

async function made(cookie: string) {
  const answer = await send(make, "/api/share-links", {
    cookie,
    body: { campaignId, name: "For the client", settings },
  });
  expect(answer.status).toBe(201);
  const { link, url } = (await answer.json()) as { link: { id: string }; url: string };
  return { id: link.id, token: url.split("#")[1] ?? "" };
}
const open = (token: string) => send(shared, "/api/shared", { body: { token } });

describe("a link to a report", () => {
  it("shows nobody in particular what its settings say, and nothing else", async () => {
    const { cookie } = await signIn("mary");
    const { id, token } = await made(cookie);
    const answer = await open(token);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const text = await answer.text();
    const { name, report } = sharedReportSchema.parse(JSON.parse(text));
    expect(name).toBe("For the client");
    expect(report).toMatchObject({ campaignName: "Winter layers", showMoney: false, timeZone: "Europe/Berlin" });
    expect(report.days).toHaveLength(7);
    expect(report.breakdowns.map(({ dimension }) => dimension)).toEqual(["device"]);
    expect([report.totals.costMicros, report.totals.roas, report.days[0]?.costMicros]).toEqual([null, null, null]);
    expect(text).not.toContain(campaignId);
    expect(text).not.toContain(token);
    const listed = await (
      await send(list, `/api/share-links?campaignId=${campaignId}`, { cookie, method: "GET" })
    ).text();
    expect(JSON.parse(listed).links).toMatchObject([{ id, openedCount: 1, createdBy: "mary@people.example" }]);
    expect(listed).not.toContain(token);
    expect(await prisma.shareLink.findUnique({ where: { id } })).not.toMatchObject({ tokenHash: token });
  });

  it.each<[string, (id: string, cookie: string) => Promise<unknown>]>([
    ["is revoked", (id, cookie) => send(revoke, "/", { cookie, method: "DELETE", params: { id } })],
    ["is over", (id) => prisma.shareLink.update({ where: { id }, data: { expiresAt: new Date(0) } })],
    ["was made by somebody who may not sign in any more", () => setMary({ disabledAt: new Date() })],
    ["was made by somebody who may not share any more", () => setMary({ role: "viewer" })],
    ["was made by somebody who lost the advertiser", () => setMary({ allAdvertisers: false })],
    ["was made by somebody who is gone", () => prisma.user.deleteMany({ where: { email: "mary@people.example" } })],
  ])("shows nothing once it %s", async (_, happen) => {
    const { cookie } = await signIn("mary");
    const { id, token } = await made(cookie);
    expect((await open(token)).status).toBe(200);
    await happen(id, cookie);
    const [gone, never] = [await open(token), await open("never was")];
    expect([gone.status, await gone.text()]).toEqual([404, await never.text()]);
  });

  it("is not made for campaigns that are not there, nor for more than a year", async () => {
    const { cookie } = await signIn("mary");
    const body = { campaignId, name: "x", settings };
    for (const [wrong, status] of [
      [{ ...body, campaignId: "none" }, 404],
      [{ ...body, expiresInDays: 366 }, 400],
      [{ ...body, settings: { range: { from: "2026-02-02", to: "2026-02-01" } } }, 400],
    ] as const)
      expect((await send(make, "/api/share-links", { cookie, body: wrong })).status).toBe(status);
  });
});

function setMary(data: object) {
  return prisma.user.updateMany({ where: { email: "mary@people.example" }, data });
}
