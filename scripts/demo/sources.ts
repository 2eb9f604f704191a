import { join } from "node:path";
import { z } from "zod";
import type { SourceInput } from "@/lib/contracts/source";
import type { Channel } from "@/prisma/seed/events";
import { partnerMapping, partnerTimeZone } from "@/prisma/seed/wire/partner";
import { readJson, writeJson } from "./manifest";
import { type Persistence, request } from "./request";
import type { DemoSettings } from "./settings";

const keptSchema = z.object({ id: z.string().min(1), ingestKey: z.string().min(1) });
const sourcesSchema = z.object({ "web-sdk": keptSchema, partner: keptSchema, bidder: keptSchema });

/** The id and the key of each sender's source. */
export type DemoSources = z.infer<typeof sourcesSchema>;

/** The cadence is that of each sender's rarest kind, its conversions, in live traffic. */
const inputs: Record<Channel, SourceInput> = {
  "web-sdk": {
    name: "Web SDK",
    timeZone: "UTC",
    unknownReferences: "reject",
    mapping: {},
    bidMatch: "auction",
    expectedEverySeconds: 300,
  },
  partner: {
    name: "Partner feed",
    timeZone: partnerTimeZone,
    unknownReferences: "reject",
    mapping: structuredClone(partnerMapping) as SourceInput["mapping"],
    bidMatch: "auction",
    expectedEverySeconds: 1_800,
  },
  bidder: {
    name: "Bidder",
    timeZone: "UTC",
    unknownReferences: "reject",
    mapping: {},
    bidMatch: "auction",
    expectedEverySeconds: 120,
  },
};

/** Gives the sources that the demo made before; null when it has not yet. */
export async function readSources(folder: string): Promise<DemoSources | null> {
  return readJson(join(folder, "sources.json"), sourcesSchema);
}

/** Makes the three sources at the server and keeps their keys, which it shows only once, in `sources.json` (0600). */
export async function createSources(
  { baseUrl, manageKey, folder }: DemoSettings,
  persistence: Persistence,
): Promise<DemoSources> {
  const create = async (channel: Channel) => {
    const body = JSON.stringify(inputs[channel]);
    const headers = { "content-type": "application/json" };
    const attempt = {
      method: "POST",
      url: `${baseUrl}/api/sources`,
      key: manageKey,
      headers,
      body: () => body,
    } as const;
    const answer = await request(attempt, persistence);
    return keptSchema.parse(answer);
  };
  const sources = {
    "web-sdk": await create("web-sdk"),
    partner: await create("partner"),
    bidder: await create("bidder"),
  };
  await writeJson(join(folder, "sources.json"), sources);
  return sources;
}
