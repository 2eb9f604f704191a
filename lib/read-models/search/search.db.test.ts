import { afterAll, beforeAll, expect, it } from "vitest";
import { everyAdvertiser, everySource, onlyAdvertisers } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { search } from "./search";

let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  for (const id of ["search-a", "search-b"]) {
    await prisma.advertiser.create({ data: { id, name: `Finder ${id}`, currency: "EUR", timeZone: "UTC" } });
    await prisma.campaign.create({ data: { id: `${id}-c`, advertiserId: id, name: `100%_finder of ${id}` } });
  }
  await prisma.campaign.create({ data: { id: "search-plain", advertiserId: "search-a", name: "100xyfinder" } });
});
afterAll(async () => {
  await prisma.campaign.deleteMany({ where: { advertiserId: { startsWith: "search-" } } });
  await prisma.advertiser.deleteMany({ where: { id: { startsWith: "search-" } } });
  await prisma.$disconnect();
});

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

it("finds by a part of the name or the id, what begins with it first, and takes per cent for a letter", async () => {
  expect(idsOf((await search(everyAdvertiser, null, "finder SEARCH", prisma)).advertisers)).toEqual([
    "search-a",
    "search-b",
  ]);
  expect(idsOf((await search(everyAdvertiser, null, "100%_f", prisma)).campaigns)).toEqual([
    "search-a-c",
    "search-b-c",
  ]);
  expect(idsOf((await search(everyAdvertiser, null, "search-plain", prisma)).campaigns)).toEqual(["search-plain"]);
  expect(idsOf((await search(everyAdvertiser, null, "100xy", prisma)).campaigns)).toEqual(["search-plain"]);
});

it("finds nothing of other advertisers, and sources only for those who may see them", async () => {
  const found = await search(onlyAdvertisers(["search-b"]), null, "finder", prisma);
  expect([idsOf(found.campaigns), idsOf(found.advertisers), found.sources]).toEqual([["search-b-c"], ["search-b"], []]);
  const { id, name } = (await prisma.source.findFirst()) ?? { id: "", name: "" };
  if (id) expect(idsOf((await search(everyAdvertiser, everySource, name, prisma)).sources)).toContain(id);
});
