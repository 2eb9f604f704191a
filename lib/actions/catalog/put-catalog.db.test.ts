import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type Catalog, catalogSchema } from "@/lib/contracts/catalog";
import { readCatalog } from "@/lib/read-models/catalog/read-catalog";
import { everyAdvertiser } from "@/lib/scope";
import { closePrisma, getPrisma } from "@/lib/storage/prisma";
import { putCatalog } from "./put-catalog";

const prisma = getPrisma();
const actor = "catalog-test";

const sent = catalogSchema.parse({
  advertisers: [{ id: "ct-a", name: "Adv", timeZone: "Europe/Berlin", currency: "EUR" }],
  campaigns: [
    {
      id: "ct-c1",
      advertiserId: "ct-a",
      name: "One",
      startsOn: "2026-01-01",
      endsOn: "2026-01-31",
      budgetMicros: Number.MAX_SAFE_INTEGER,
      pricing: "cpc",
      priceMicros: 250_000,
      clickWindowDays: 7,
      viewWindowDays: 0,
      attributionModel: "position",
    },
    { id: "ct-c2", advertiserId: "ct-a", name: "Two" },
  ],
  creatives: [{ id: "ct-x", campaignId: "ct-c1", name: "Banner", format: "300x250" }],
});

const put = (part: Partial<Catalog>) => putCatalog(everyAdvertiser, actor, catalogSchema.parse(part));
const audit = (subject: string) => prisma.auditLog.findMany({ where: { subject }, orderBy: { id: "asc" } });

async function stored(): Promise<Catalog> {
  let text = "";
  for await (const piece of readCatalog(everyAdvertiser)) text += piece;
  const all: Catalog = JSON.parse(text);
  const ours = <Entry extends { id: string }>(entries: Entry[]) => entries.filter(({ id }) => id.startsWith("ct-"));
  return { advertisers: ours(all.advertisers), campaigns: ours(all.campaigns), creatives: ours(all.creatives) };
}

async function clear(): Promise<void> {
  await prisma.correlateJob.deleteMany({ where: { createdBy: actor } });
  await prisma.trafficJob.deleteMany({ where: { createdBy: actor } });
  await prisma.reachScope.deleteMany({ where: { ref: { startsWith: "ct-" } } });
  await prisma.creative.deleteMany({ where: { id: { startsWith: "ct-" } } });
  await prisma.campaign.deleteMany({ where: { id: { startsWith: "ct-" } } });
  await prisma.advertiser.deleteMany({ where: { id: { startsWith: "ct-" } } });
  await prisma.auditLog.deleteMany({ where: { actor } });
}

beforeEach(clear);
afterAll(async () => {
  await clear();
  await closePrisma();
});

describe("putCatalog", () => {
  it("stores what was sent, and gives it back as it can be sent again", async () => {
    expect(await putCatalog(everyAdvertiser, actor, sent)).toEqual({
      advertisers: { created: 1, updated: 0 },
      campaigns: { created: 2, updated: 0 },
      creatives: { created: 1, updated: 0 },
    });
    const back = await stored();
    expect(back).toMatchObject(sent);
    expect(catalogSchema.parse(back)).toEqual(back);
    expect(back.campaigns[1]).toMatchObject({
      startsOn: null,
      budgetMicros: null,
      priceMicros: 0,
      clickWindowDays: 30,
    });
  });

  it("counts what was there, and writes and audits only what changes", async () => {
    await putCatalog(everyAdvertiser, actor, sent);
    const counts = await put({ campaigns: [...sent.campaigns.slice(0, 1), { ...sent.campaigns[1]!, name: "Zwei" }] });
    expect(counts).toEqual({
      advertisers: { created: 0, updated: 0 },
      campaigns: { created: 0, updated: 2 },
      creatives: { created: 0, updated: 0 },
    });
    expect(await audit("campaign:ct-c1")).toHaveLength(1);
    expect((await audit("campaign:ct-c2"))[1]).toMatchObject({
      action: "campaign.update",
      actor,
      before: { name: "Two" },
      after: { name: "Zwei" },
    });
  });

  it("lets a creative move to another campaign, and keeps where it was", async () => {
    await putCatalog(everyAdvertiser, actor, sent);
    await put({ creatives: [{ ...sent.creatives[0]!, campaignId: "ct-c2" }] });
    expect((await stored()).creatives).toMatchObject([{ id: "ct-x", campaignId: "ct-c2" }]);
    expect((await audit("creative:ct-x"))[1]).toMatchObject({
      before: { campaignId: "ct-c1" },
      after: { campaignId: "ct-c2" },
    });
  });

  it("names unknown references and stores none of the request", async () => {
    const request = put({
      advertisers: sent.advertisers,
      campaigns: [{ ...sent.campaigns[1]!, advertiserId: "ct-gone" }],
      creatives: [{ ...sent.creatives[0]!, campaignId: "ct-lost" }],
    });
    await expect(request).rejects.toMatchObject({
      code: "invalid_request",
      details: {
        issues: [
          { path: "campaigns[0].advertiserId", message: expect.stringContaining("ct-gone") },
          { path: "creatives[0].campaignId", message: expect.stringContaining("ct-lost") },
        ],
      },
    });
    expect((await stored()).advertisers).toEqual([]);
  });

  it("refuses an id that is sent twice", async () => {
    await expect(put({ advertisers: [sent.advertisers[0]!, sent.advertisers[0]!] })).rejects.toMatchObject({
      details: { issues: [{ path: "advertisers[1].id" }] },
    });
  });

  it("takes the largest request there may be, hostile names too", async () => {
    const creatives = Array.from({ length: 10_000 }, (_, index) => ({
      id: `ct-${index}`,
      campaignId: "ct-c1",
      name: index === 0 ? `{"},NULL,\\"'` : `Creative ${index}`,
      format: "unknown",
    }));
    const counts = await put({ ...sent, creatives });
    expect(counts.creatives).toEqual({ created: 10_000, updated: 0 });
    const back = (await stored()).creatives;
    expect(back).toHaveLength(10_000);
    expect(back.find(({ id }) => id === "ct-0")?.name).toBe(`{"},NULL,\\"'`);
  });

  it("takes turns when the same catalogue comes twice at once", async () => {
    const [first, second] = await Promise.all([
      putCatalog(everyAdvertiser, actor, sent),
      putCatalog(everyAdvertiser, actor, sent),
    ]);
    expect([first.campaigns.created, second.campaigns.created].sort()).toEqual([0, 2]);
    expect(await audit("campaign:ct-c1")).toHaveLength(1);
  });
});

describe("what follows from a change", () => {
  const [one, two] = sent.campaigns as [Catalog["campaigns"][number], Catalog["campaigns"][number]];
  const jobs = async () => {
    const left = await prisma.correlateJob.findMany({ where: { createdBy: actor }, orderBy: { id: "asc" } });
    return left.map((job) => `${job.kind} ${job.campaignId}`);
  };
  const trafficJobs = async () =>
    (await prisma.trafficJob.findMany({ where: { createdBy: actor } })).map((job) => {
      expect(job.evaluates && job.fromAt.getTime() <= Date.now() && job.toAt.getTime() > Date.now()).toBe(true);
      return job.rule;
    });

  it("is nothing for what is new, the same, or only told otherwise", async () => {
    await putCatalog(everyAdvertiser, actor, sent);
    await putCatalog(everyAdvertiser, actor, sent);
    await put({ campaigns: [{ ...one, name: "New", budgetMicros: 5, priceMicros: 7, pricing: "cpm" }] });
    await put({ advertisers: [{ ...sent.advertisers[0]!, name: "New", currency: "GBP" }] });
    expect(await jobs()).toEqual([]);
    expect(await trafficJobs()).toEqual([]);
  });

  it("is worked out by a job of the campaign for each window and for the price of a conversion", async () => {
    await putCatalog(everyAdvertiser, actor, sent);
    let changed = one;
    for (const change of [{ viewWindowDays: 2 }, { pricing: "cpa" as const }, { priceMicros: 9 }]) {
      changed = { ...changed, ...change };
      await put({ campaigns: [changed, two] });
    }
    expect(await jobs()).toEqual(["credits ct-c1", "credits ct-c1", "credits ct-c1"]);
    expect(await trafficJobs()).toEqual([]);
  });

  it("are marks of clicks too where the click window is another one", async () => {
    await putCatalog(everyAdvertiser, actor, sent);
    await put({ campaigns: [{ ...two, clickWindowDays: 8 }] });
    expect(await jobs()).toEqual(["credits ct-c2"]);
    expect(await trafficJobs()).toEqual(["click_without_impression"]);
    await put({ campaigns: [{ ...two, clickWindowDays: 0 }] });
    expect((await trafficJobs()).toSorted()).toEqual([
      "click_too_soon",
      "click_without_impression",
      "click_without_impression",
    ]);
  });

  it("is reach counted anew where days are others or an advertiser has other campaigns", async () => {
    await putCatalog(everyAdvertiser, actor, sent);
    await put({ advertisers: [{ ...sent.advertisers[0]!, timeZone: "Asia/Kathmandu" }] });
    expect(await jobs()).toEqual(["reach ct-c1", "reach ct-c2"]);
    await prisma.correlateJob.deleteMany({ where: { createdBy: actor } });
    await put({
      advertisers: [{ ...sent.advertisers[0]!, id: "ct-b" }],
      campaigns: [{ ...two, advertiserId: "ct-b" }],
    });
    expect(await jobs()).toEqual(["reach ct-c1", "reach ct-c2"]);
    const scopes = await prisma.reachScope.findMany({ where: { ref: { startsWith: "ct-" }, kind: "advertiser" } });
    expect(scopes.map(({ ref, timeZone, ready }) => `${ref} ${timeZone} ${ready}`).toSorted()).toEqual([
      "ct-a Asia/Kathmandu false",
      "ct-b Europe/Berlin false",
    ]);
  });

  it("is that new campaigns are counted from their first event on, and moved ones only when their jobs are done", async () => {
    const scopes = async () => {
      const all = await prisma.reachScope.findMany({ where: { ref: { startsWith: "ct-" } } });
      return all.map(({ kind, ref, timeZone, ready }) => `${kind} ${ref} ${timeZone} ${ready}`).toSorted();
    };
    await putCatalog(everyAdvertiser, actor, sent);
    expect(await scopes()).toEqual([
      "advertiser ct-a Europe/Berlin true",
      "campaign ct-c1 Europe/Berlin true",
      "campaign ct-c1 UTC true",
      "campaign ct-c2 Europe/Berlin true",
      "campaign ct-c2 UTC true",
    ]);
    const [advertiser] = sent.advertisers as [Catalog["advertisers"][number]];
    await put({
      advertisers: [{ ...advertiser, id: "ct-b", timeZone: "UTC" }],
      campaigns: [
        { ...two, advertiserId: "ct-b" },
        { ...two, id: "ct-c3", advertiserId: "ct-b" },
      ],
    });
    expect(await scopes()).toEqual([
      "advertiser ct-a Europe/Berlin false",
      "advertiser ct-b UTC false",
      "campaign ct-c1 Europe/Berlin true",
      "campaign ct-c1 UTC true",
      "campaign ct-c2 UTC true",
      "campaign ct-c3 UTC false",
    ]);
  });

  it("is left by nobody whose change is refused", async () => {
    await putCatalog(everyAdvertiser, actor, sent);
    const refused = put({
      campaigns: [{ ...two, clickWindowDays: 8 }],
      creatives: [{ ...sent.creatives[0]!, campaignId: "ct-lost" }],
    });
    await expect(refused).rejects.toMatchObject({ code: "invalid_request" });
    expect(await jobs()).toEqual([]);
  });
});
