import { randomUUID } from "node:crypto";
import type { NatsConnection } from "nats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/clock";
import { parseEnv } from "@/lib/config/env";
import { encodeFrames } from "@/lib/contracts/frames";
import { type PreviewQuestion, previewSubject } from "@/lib/contracts/preview";
import { createLogger } from "@/lib/log";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { openConnection } from "@/lib/stream/connection";
import { requestPreview } from "@/lib/stream/request-preview";
import { ensureTopology } from "@/lib/stream/topology";
import type { Role } from "@/workers/runtime/role";
import { seedCampaign } from "./chunk.fixture";
import { startIngest } from "./start-ingest";

const databaseUrl = process.env.DATABASE_URL ?? "";
const occurredAt = new Date(Date.now() - 3_600_000).toISOString();
let prisma: PrismaClient;
let nats: NatsConnection;
let role: Role;
let seeded: Awaited<ReturnType<typeof seedCampaign>>;
let sourceId: string;

beforeAll(async () => {
  prisma = createPrisma(databaseUrl, 4);
  nats = await openConnection("test of previews", process.env.NATS_URL);
  await ensureTopology(nats, { maxIngestBytes: 64 * 1024 ** 2 });
  const env = parseEnv({ DATABASE_URL: databaseUrl, APP_SECRET: "x".repeat(40) });
  seeded = await seedCampaign(prisma);
  sourceId = `source-${randomUUID()}`;
  await prisma.$executeRaw`insert into source (id, name) values (${sourceId}, 'S')`;
  role = await startIngest({ prisma, nats, log: createLogger("test", "silent"), clock: systemClock, env });
});
afterAll(async () => {
  await role.stop();
  await nats.close();
  await prisma.$disconnect();
});

const frames = (...texts: string[]) => encodeFrames(texts.map((text) => new TextEncoder().encode(text)));
const question = (change: Partial<PreviewQuestion> = {}): PreviewQuestion => ({
  format: "json",
  records: 1,
  withRecords: true,
  candidates: [{ sourceId, kind: "impressions" }],
  ...change,
});
const impression = (change: object = {}) =>
  JSON.stringify({ timestamp: occurredAt, user_id: 7, ad_id: seeded.creativeId, website: "x.com", ...change });

describe("a preview", () => {
  it("shows records in our field names, or why they are rejected, and writes nothing", async () => {
    const creative = `new-${randomUUID()}`;
    const sample = [impression(), impression({ website: "" }), "{", impression({ ad_id: creative })];
    const answer = await requestPreview(nats, question({ records: 4 }), frames(...sample));
    expect(answer.previews).toMatchObject([{ sourceId, kind: "impressions", accepted: 1, rejected: 3 }]);
    const event = { occurredAt, userId: "7", creativeId: seeded.creativeId, site: "x.com" };
    expect(answer.previews[0]?.records).toEqual([
      { record: 1, raw: sample[0], kind: "impression", event, rejection: null },
      {
        record: 2,
        raw: sample[1],
        kind: "impression",
        event: { occurredAt, userId: "7", creativeId: seeded.creativeId },
        rejection: { reason: "missing_field", field: "site", message: expect.stringContaining("site is missing") },
      },
      {
        record: 3,
        raw: "{",
        kind: null,
        event: null,
        rejection: { reason: "malformed_record", field: null, message: expect.stringContaining("JSON") },
      },
      {
        record: 4,
        raw: sample[3],
        kind: "impression",
        event: { ...event, creativeId: creative },
        rejection: { reason: "unknown_reference", field: "creativeId", message: expect.stringContaining(creative) },
      },
    ]);
    const [rows] = await prisma.$queryRaw<{ ledger: bigint; creatives: bigint }[]>`
      select (select count(*) from chunk_ledger where source_id = ${sourceId}) as ledger,
        (select count(*) from creative where id = ${creative}) as creatives`;
    expect(rows).toEqual({ ledger: 0n, creatives: 0n });
  });

  it("tries a CSV sample as several sources and kinds, with a mapping of the question's own", async () => {
    const mapping = { clicks: { fields: { occurredAt: { path: "when", type: "epoch_ms" as const } } } };
    const answer = await requestPreview(
      nats,
      question({
        format: "csv",
        delimiter: ";",
        records: 2,
        withRecords: false,
        candidates: [
          { sourceId, kind: "clicks", mapping },
          { sourceId, kind: "impressions" },
          { sourceId: "nobody", kind: "clicks" },
        ],
      }),
      frames("when;user_id;campaign_id", `${Date.parse(occurredAt)};u;${seeded.campaignId}`, "x;u;c"),
    );
    expect(answer.previews).toEqual([
      { sourceId, kind: "clicks", accepted: 1, rejected: 1, records: [] },
      { sourceId, kind: "impressions", accepted: 0, rejected: 2, records: [] },
      { sourceId: "nobody", kind: "clicks", accepted: 0, rejected: 2, records: [] },
    ]);
  });

  it("shows 20 records of many, each shortened, and ids with all their digits", async () => {
    const long = Array.from({ length: 80 }, () => impression({ user_id: "x".repeat(50_000) }));
    const [preview] = (await requestPreview(nats, question({ records: 80 }), frames(...long))).previews;
    expect(preview).toMatchObject({ accepted: 0, rejected: 80 });
    expect(preview?.records).toHaveLength(20);
    expect(preview?.records[0]?.raw).toHaveLength(2000);
    const digits = frames(impression({ user_id: 0 }).replace('"user_id":0', '"user_id":9007199254740993'));
    const [other] = (await requestPreview(nats, question(), digits)).previews;
    expect(other?.records[0]?.event).toMatchObject({ userId: "9007199254740993" });
  });

  it("answers a question that cannot be read with an error", async () => {
    const broken = { ...question(), candidates: [] };
    await expect(requestPreview(nats, broken, new Uint8Array())).rejects.toMatchObject({ code: "invalid_request" });
    expect((await nats.request(previewSubject, "x")).headers?.get("Preview-Error")).toContain("invalid_request");
  });

  it("answers bytes that are no chunk with rejected records", async () => {
    const [preview] = (await requestPreview(nats, question({ format: "avro", records: 2 }), frames("{}"))).previews;
    expect(preview).toMatchObject({ accepted: 0, rejected: 2 });
  });
});
