import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { requestReplayTrial } from "@/lib/stream/request-replay-trial";
import type { Role } from "@/workers/runtime/role";
import { chunkOf, ReplayWorld } from "./replay.fixture";
import { startReplay } from "./start-replay";

const world = new ReplayWorld(process.env);
let role: Role | undefined;

beforeAll(async () => {
  await world.open();
  role = await startReplay(world.context);
});
afterAll(async () => {
  await role?.stop();
  await world.close();
});

const at = new Date(Math.floor(Date.now() / 1000) * 1000 - 7_200_000).toISOString();
const mapping = { clicks: { fields: { occurredAt: "when" } } };
const click = (change: object = {}) =>
  JSON.stringify({ when: at, user_id: "u", event_id: randomUUID(), campaign_id: world.campaignId, ...change });

async function rejected(records: string[]) {
  const sourceId = await world.newSource();
  const batchId = await world.ingest(chunkOf(records, { kind: "clicks", sourceId, firstLine: 1 }));
  return { sourceId, batchId, issueId: (await world.issuesOf(sourceId))[0]?.id ?? "" };
}

describe("a trial", () => {
  it("tells what a mapping makes of an issue's records, and writes nothing", async () => {
    const twice = click();
    const records = [click(), twice, twice, click({ user_id: "" }), click({ campaign_id: "nowhere" })];
    const { sourceId, batchId, issueId } = await rejected(records);
    const [before, issues] = [await world.booksOf(batchId), await world.issuesOf(sourceId)];
    const answer = await requestReplayTrial(world.nats, { issueId, mapping });
    expect(answer).toMatchObject({ replayId: null, records: 5, examined: 5, wouldAccept: 3 });
    expect(answer.reasons).toEqual(
      expect.arrayContaining([
        { reason: "missing_field", field: "userId", count: 1 },
        { reason: "unknown_reference", field: "campaignId", count: 1 },
      ]),
    );
    expect(answer.samples.map(({ rejection }) => rejection?.message.slice(0, 8))).toEqual([
      "Line 5: ",
      "Line 4: ",
      ...[undefined, undefined, undefined],
    ]);
    expect(answer.samples.at(-1)).toMatchObject({ record: 5, raw: records[0], kind: "click", event: { userId: "u" } });
    expect([await world.booksOf(batchId), await world.issuesOf(sourceId)]).toEqual([before, issues]);
    // what it told is what the replay does
    const id = await world.ask(issueId, { mapping });
    const done = { state: "done", stored: 2, duplicate: 1, rejected: 2 };
    await vi.waitFor(async () => expect(await world.replayRow(id)).toMatchObject(done), { timeout: 20_000 });
  });

  it("counts duplicates of stored events as accepted, and refuses ids of others", async () => {
    const [same, other] = [randomUUID(), randomUUID()];
    const { issueId } = await rejected([click({ event_id: same }), click({ event_id: other, user_id: "v" })]);
    const stored = [click({ event_id: same }), click({ event_id: other })];
    const sourceId = await world.newSource({ mapping });
    expect(await world.booksOf(await world.ingest(chunkOf(stored, { kind: "clicks", sourceId })))).toMatchObject({
      stored: 2,
    });
    expect(await requestReplayTrial(world.nats, { issueId, mapping })).toMatchObject({
      examined: 2,
      wouldAccept: 1,
      reasons: [{ reason: "id_reused", field: "eventId", count: 1 }],
    });
  });

  it("without a mapping takes the source's own, and leaves what cannot be read as it was", async () => {
    const { issueId } = await rejected([click(), click()]);
    expect(await requestReplayTrial(world.nats, { issueId })).toMatchObject({ examined: 2, wouldAccept: 0 });
    const { issueId: broken } = await rejected(["{", "{"]);
    expect(await requestReplayTrial(world.nats, { issueId: broken, mapping })).toMatchObject({
      wouldAccept: 0,
      reasons: [{ reason: "malformed_record", field: null, count: 2 }],
      samples: [
        { raw: "{", kind: null, rejection: { message: expect.stringMatching(/^Line 2: The record is not/) } },
        {},
      ],
    });
  });

  it("examines the newest 5,000 of many records of many batches", async () => {
    const sourceId = await world.newSource();
    for (let batch = 0; batch < 40; batch += 1) {
      await world.ingest(chunkOf([click()], { kind: "clicks", sourceId }));
    }
    const many = Array.from({ length: 5000 }, (_, user) => click({ user_id: `u${user}` }));
    await world.ingest(chunkOf(many, { kind: "clicks", sourceId }));
    const issueId = (await world.issuesOf(sourceId))[0]?.id ?? "";
    const answer = await requestReplayTrial(world.nats, { issueId, mapping });
    expect(answer.records).toBe(5040);
    expect(answer.examined).toBeGreaterThanOrEqual(500);
    expect(answer.examined).toBeLessThanOrEqual(5000);
    expect(answer.wouldAccept).toBe(answer.examined);
    expect(answer.samples).toHaveLength(20);
  });

  it("says that there is no such issue, or no such source", async () => {
    await expect(requestReplayTrial(world.nats, { issueId: "none" })).rejects.toMatchObject({ code: "not_found" });
    const sourceId = `source-${randomUUID()}`;
    await world.ingest(chunkOf([click()], { kind: "clicks", sourceId }));
    const issueId = (await world.issuesOf(sourceId))[0]?.id ?? "";
    await expect(requestReplayTrial(world.nats, { issueId })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(sourceId),
    });
  });
});
