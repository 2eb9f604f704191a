// biome-ignore-all lint/style/noRestrictedImports: these tests go the whole way, from a route to the worker and back
import { randomUUID } from "node:crypto";
import type { NatsConnection } from "nats";
import { createApiKey } from "@/lib/auth/api-key";
import type { Scope } from "@/lib/auth/principal";
import { systemClock } from "@/lib/clock";
import { getEnv } from "@/lib/config/env";
import { createLogger } from "@/lib/log";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { openConnection } from "@/lib/stream/connection";
import { ensureTopology, ingestStream } from "@/lib/stream/topology";
import { startIngest } from "@/workers/ingest/start-ingest";

interface RouteCall {
  path: string;
  params?: object;
  method?: string;
  key?: string;
  headers?: Record<string, string>;
  body?: BodyInit;
  signal?: AbortSignal;
}

type AnyRoute = (request: Request, segment: { params: Promise<never> }) => Promise<Response>;

/** A database and a queue with a worker of role ingest between them, a campaign, and keys. */
export async function openWholeWay() {
  const prisma = createPrisma(getEnv().DATABASE_URL, 4);
  const nats: NatsConnection = await openConnection("whole way tests", getEnv().NATS_URL);
  await ensureTopology(nats, { maxIngestBytes: 64 * 1024 ** 2 });
  await (await nats.jetstreamManager()).streams.purge(ingestStream);
  const log = createLogger("test", "silent");
  const context = { prisma, nats, log, clock: systemClock, env: getEnv() };
  let role = await startIngest(context);
  const made: string[] = [];

  const makeKey = async (scope: Scope, sourceId: string | null = null): Promise<string> => {
    const { id, key, keyHash, keyPrefix } = createApiKey(scope);
    await prisma.$executeRaw`
      insert into api_key (id, name, scope, source_id, key_hash, key_prefix)
      values (${id}, 'whole way', ${scope}, ${sourceId}, ${keyHash}, ${keyPrefix})`;
    made.push(id);
    return key;
  };
  const manageKey = await makeKey("manage");

  return {
    prisma,
    nats,
    manageKey,
    makeKey,
    ids: await seedCampaign(prisma),
    makeSource: async (mapping: object = {}): Promise<string> => {
      const id = `whole-way-${randomUUID()}`;
      await prisma.$executeRaw`
        insert into source (id, name, mapping) values (${id}, ${`Name of ${id}`}, ${JSON.stringify(mapping)}::jsonb)`;
      return id;
    },
    /** Calls a route, with the manage key unless another one is given. */
    call: (route: AnyRoute, { path, params = {}, key = manageKey, headers, ...init }: RouteCall): Promise<Response> => {
      const request = new Request(`http://127.0.0.1${path}`, {
        ...init,
        headers: { authorization: `Bearer ${key}`, ...headers },
      });
      return route(request, { params: Promise.resolve(params as never) });
    },
    stopWorker: () => role.stop(),
    startWorker: async () => {
      role = await startIngest(context);
    },
    close: async () => {
      await role.stop();
      await prisma.$executeRaw`delete from api_key where id = any(${made}::text[])`;
      await nats.close();
      await prisma.$disconnect();
    },
  };
}

async function seedCampaign(prisma: PrismaClient) {
  const id = randomUUID();
  const ids = { advertiserId: `advertiser-${id}`, campaignId: `campaign-${id}`, creativeId: `creative-${id}` };
  await prisma.$executeRaw`insert into advertiser (id, name, currency) values (${ids.advertiserId}, 'A', 'EUR')`;
  await prisma.$executeRaw`
    insert into campaign (id, advertiser_id, name, pricing, price_micros)
    values (${ids.campaignId}, ${ids.advertiserId}, 'C', 'cpm', 4500000)`;
  await prisma.$executeRaw`insert into creative (id, campaign_id, name) values (${ids.creativeId}, ${ids.campaignId}, 'K')`;
  return ids;
}
