// biome-ignore-all lint/style/noRestrictedImports: these tests go the whole way, from a route to the worker and back
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { call, codeOf, keys, World } from "@/app/api/sources/credentials.fixture";
import { replayAnswerSchema, replayListSchema, replaySchema } from "@/lib/contracts/replay";
import { closePrisma } from "@/lib/storage/prisma";
import { closeConnection } from "@/lib/stream/connection";
import { chunkOf, ReplayWorld } from "@/workers/replay/replay.fixture";
import { startReplay } from "@/workers/replay/start-replay";
import type { Role } from "@/workers/runtime/role";
import { POST as cancel } from "./[id]/cancel/route";
import { GET as show } from "./[id]/route";
import { POST as create, GET as list } from "./route";

const access = new World(process.env.DATABASE_URL);
const world = new ReplayWorld(process.env);
let role: Role;

beforeAll(async () => {
  await Promise.all([access.open(), world.open()]);
  role = await startReplay(world.context);
});
afterAll(async () => {
  await role.stop();
  await Promise.all([access.close(), world.close()]);
  await closeConnection();
  await closePrisma();
});

const at = new Date(Date.now() - 7_200_000).toISOString();
const mapping = { clicks: { fields: { occurredAt: "when" } } };
const click = (user = "u") =>
  JSON.stringify({ when: at, user_id: user, event_id: randomUUID(), campaign_id: world.campaignId });

async function rejected(count: number) {
  const sourceId = await world.newSource();
  const records = Array.from({ length: count }, () => click());
  const batchId = await world.ingest(chunkOf(records, { kind: "clicks", sourceId }));
  return { sourceId, batchId, issueId: (await world.issuesOf(sourceId))[0]?.id ?? "" };
}

const read = async (id: string) =>
  replaySchema.strict().parse(await (await call(show, { id }, undefined, { method: "GET", key: keys.read })).json());

async function ask(body: object) {
  const answer = await call(create, {}, body);
  return { status: answer.status, ...replayAnswerSchema.strict().parse(await answer.json()) };
}

describe("the routes of replays", () => {
  it("try, replay, and tell what became of the records", async () => {
    const { issueId, batchId } = await rejected(3);
    const trial = await ask({ issueId, mapping, dryRun: true });
    expect(trial).toMatchObject({ status: 200, replayId: null, records: 3, examined: 3, wouldAccept: 3, reasons: [] });
    expect(trial.samples).toHaveLength(3);
    expect(await ask({ issueId, dryRun: true })).toMatchObject({ wouldAccept: 0, reasons: [{ count: 3 }] });
    const { status, replayId, wouldAccept } = await ask({ issueId, mapping });
    expect([status, wouldAccept]).toEqual([202, 3]);
    await vi.waitFor(async () => expect((await read(replayId ?? "")).state).toBe("done"), { timeout: 20_000 });
    expect(await read(replayId ?? "")).toMatchObject({
      ...{ issueId, records: 3, stored: 3, duplicate: 0, rejected: 0, savesMapping: false, error: null },
      createdBy: "key credential-test",
    });
    expect(await world.booksOf(batchId)).toMatchObject({ received: 3, stored: 3, rejected: 0 });
    const url = `http://127.0.0.1/api/quality/replays?issueId=${issueId}`;
    const headers = { authorization: `Bearer ${keys.read}` };
    const answer = await list(new Request(url, { headers }), { params: Promise.resolve({}) });
    expect(replayListSchema.strict().parse(await answer.json()).replays).toMatchObject([{ replayId, state: "done" }]);
    expect(await codeOf(await call(create, {}, { issueId, mapping }))).toEqual([409, "conflict"]);
  });

  it("take back what waits, once, and let one replay of an issue be open", async () => {
    const { issueId, batchId, sourceId } = await rejected(1);
    const { replayId } = await ask({ issueId, mapping, saveMapping: true, delaySeconds: 600 });
    expect(await read(replayId ?? "")).toMatchObject({ state: "waiting", savesMapping: true });
    const second = await call(create, {}, { issueId, mapping });
    expect([second.status, (await second.json()).error]).toMatchObject([
      409,
      { code: "conflict", details: { replayId } },
    ]);
    const answers = await Promise.all([1, 2].map(() => call(cancel, { id: replayId })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await read(replayId ?? "")).toMatchObject({ state: "cancelled", stored: 0 });
    expect(await world.booksOf(batchId)).toMatchObject({ stored: 0, rejected: 1 });
    expect(await access.actionsOn(`quality_issue:${issueId}`)).toEqual(["replay.create", "replay.cancel"]);
    expect(await access.actionsOn(`source:${sourceId}`)).toEqual([]);
    const answer = await call(cancel, { id: replayId });
    expect((await answer.json()).error.details).toEqual({ state: "cancelled" });
  });

  it("let one of several that ask at the same time through", async () => {
    const { issueId } = await rejected(2);
    const answers = await Promise.all([1, 2, 3].map(() => call(create, {}, { issueId, mapping, delaySeconds: 600 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
  });

  it.each([
    [{ issueId: "none" }, 404, "not_found"],
    [{ issueId: "none", dryRun: true }, 404, "not_found"],
    [{ issueId: "none", saveMapping: true }, 400, "invalid_request"],
    [{ issueId: "none", mapping: { clicks: { fields: { when: "x" } } } }, 400, "invalid_request"],
    [{ issueId: "none", delaySeconds: 4000 }, 400, "invalid_request"],
    [{}, 400, "invalid_request"],
  ])("refuse %j", async (body, status, code) => {
    expect(await codeOf(await call(create, {}, body))).toEqual([status, code]);
  });

  it("are for those who manage, and know their own replays only", async () => {
    expect(await codeOf(await call(create, {}, { issueId: "x" }, { key: keys.read }))).toEqual([403, "wrong_scope"]);
    expect(await codeOf(await call(cancel, { id: "x" }, undefined, { key: keys.read }))).toEqual([403, "wrong_scope"]);
    expect(await codeOf(await call(cancel, { id: "x\u0000" }))).toEqual([404, "not_found"]);
    expect(await codeOf(await call(show, { id: "x" }, undefined, { method: "GET" }))).toEqual([404, "not_found"]);
  });

  it("refuse a replay when no worker can try it first, and write nothing", async () => {
    const { issueId } = await rejected(1);
    await role.stop();
    expect(await codeOf(await call(create, {}, { issueId, mapping }))).toEqual([503, "unavailable"]);
    role = await startReplay(world.context);
    const rows = await access.query("select 1 from replay where issue_id = $1", [issueId]);
    expect(rows).toEqual([]);
  });
});
