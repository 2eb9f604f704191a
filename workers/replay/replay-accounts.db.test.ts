import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listRejects } from "@/lib/storage/replay/list-rejects";
import { correlateStream, trafficStream } from "@/lib/stream/topology";
import { chunkOf, ReplayWorld } from "./replay.fixture";
import { ReplayLost, replaySlice } from "./replay-slice";
import { runReplay } from "./run-replay";

const world = new ReplayWorld(process.env);
beforeAll(() => world.open());
afterAll(() => world.close());

const at = new Date(Math.floor(Date.now() / 1000) * 1000 - 7_200_000).toISOString();
const clicks = { kind: "clicks", format: "csv", delimiter: ";", firstLine: 2 } as const;
const when = (format: string) => ({
  clicks: { fields: { occurredAt: { path: "when", type: "datetime" as const, format }, userId: { path: "who" } } },
});
const mapping = when("dd/MM/yyyy HH:mm");

/** Rows with a time that nobody can read without being told, a user and an id. */
const rowsOf = (...users: string[]) => [
  "when;who;event_id;campaign_id",
  ...users.map((user) => `04/05/2026 10:15;${user};${randomUUID()};${world.campaignId}`),
];

const auditOf = (subject: string) =>
  world.prisma.$queryRaw<{ actor: string; action: string; after: Record<string, unknown> }[]>`
    select actor, action, after from audit_log where subject = ${subject} order by id`;

const sequences = async () => {
  const manager = await world.nats.jetstreamManager();
  const [correlate, traffic] = await Promise.all([correlateStream, trafficStream].map((n) => manager.streams.info(n)));
  return [correlate?.state.last_seq ?? 0, traffic?.state.last_seq ?? 0] as const;
};

describe("a replay", () => {
  it("with another mapping moves the figures, tells the issue's history, and leaves the source's mapping alone", async () => {
    const sourceId = await world.newSource();
    const rows = rowsOf("a", "b", "");
    const batchId = await world.ingest(chunkOf([...rows, rows[1] ?? ""], { ...clicks, sourceId }));
    const issueId = await world.issueOf(sourceId, (await world.issuesOf(sourceId))[0]?.reason ?? "");
    expect(await world.booksOf(batchId)).toMatchObject({ received: 4, rejected: 4, stored: 0 });
    const before = await sequences();
    expect(await world.replay(issueId, { mapping })).toEqual({
      state: "done",
      stored: 2,
      duplicate: 1,
      rejected: 1,
      error: null,
    });
    expect(await world.booksOf(batchId)).toEqual({
      received: 4,
      stored: 2,
      duplicate: 1,
      rejected: 1,
      rejectRows: 1,
      eventRows: 2,
    });
    const [change] = await world.prisma.$queryRaw<object[]>`
      select first_event_at as first, last_event_at as last, cause from ledger_change where batch_id = ${batchId}`;
    const eventAt = new Date("2026-05-04T10:15:00Z");
    expect(change).toEqual({ first: eventAt, last: eventAt, cause: "replay" });
    expect(await world.rejectsOf(batchId)).toEqual([
      { record: 3, reason: "missing_field", field: "userId", message: expect.stringMatching(/^Line 4: userId/) },
    ]);
    expect(await world.issuesOf(sourceId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: issueId, count: 0, state: "resolved", replayed: 4 }),
        expect.objectContaining({ reason: "missing_field", count: 1, state: "open", replayed: 0 }),
      ]),
    );
    const history = await auditOf(`quality_issue:${issueId}`);
    expect(history.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      "system replay.run",
      "system quality_issue.update",
      "system replay.done",
    ]);
    expect(history.at(-1)?.after).toMatchObject({ state: "done", stored: 2, duplicate: 1, rejected: 1 });
    expect(await auditOf(`source:${sourceId}`)).toEqual([]);
    const [correlate, traffic] = await sequences();
    expect(correlate).toBeGreaterThan(before[0]);
    expect(traffic).toBeGreaterThan(before[1]);
  });

  it("has the source keep its mapping from the moment it runs, in the name of who asked", async () => {
    const kept = { impressions: { fields: { site: "page" } }, clicks: { fields: { userId: "person" } } };
    const sourceId = await world.newSource({ mapping: kept });
    await world.ingest(chunkOf(rowsOf("a"), { ...clicks, sourceId }));
    const issueId = (await world.issuesOf(sourceId))[0]?.id ?? "";
    const id = await world.ask(issueId, { mapping, saveMapping: true });
    expect(await auditOf(`source:${sourceId}`)).toEqual([]);
    await runReplay(await world.take());
    expect(await world.replayRow(id)).toMatchObject({ state: "done", stored: 1 });
    expect(await auditOf(`source:${sourceId}`)).toEqual([
      {
        actor: "ana@example.com",
        action: "source.update",
        after: { mapping: { impressions: kept.impressions, clicks: mapping.clicks } },
      },
    ]);
    const [source] = await world.prisma.$queryRaw<object[]>`select mapping from source where id = ${sourceId}`;
    expect(source).toEqual({ mapping: { impressions: kept.impressions, clicks: mapping.clicks } });
  });

  it("leaves what is rejected for the same reason again where it is, and its issue as open as it was", async () => {
    const sourceId = await world.newSource();
    const batchId = await world.ingest(chunkOf(rowsOf("a", "b"), { ...clicks, sourceId }));
    const [before] = await world.issuesOf(sourceId);
    expect(await world.replay(before?.id ?? "")).toMatchObject({ stored: 0, rejected: 2 });
    expect(await world.issuesOf(sourceId)).toEqual([before]);
    const rejects = await world.rejectsOf(batchId);
    expect(rejects.map(({ message }) => message.slice(0, 8))).toEqual(["Line 2: ", "Line 3: "]);
    const changes = await world.prisma.$queryRaw`select 1 from ledger_change where batch_id = ${batchId}`;
    expect(changes).toEqual([]);
  });

  it("keeps an ignored issue ignored, and takes mixed files of clicks and conversions apart", async () => {
    const sourceId = await world.newSource();
    const kinds = ["click", "purchase"].map((type) =>
      JSON.stringify({ ts: at, type, user_id: "u", campaign_id: `new-${sourceId}`, event_id: randomUUID() }),
    );
    const batchId = await world.ingest(chunkOf(kinds, { kind: "interactions", sourceId }));
    const issueId = await world.issueOf(sourceId, "unknown_reference");
    await world.prisma.$executeRaw`update quality_issue set state = 'ignored' where id = ${issueId}`;
    await world.prisma.$executeRaw`update source set unknown_references = 'create' where id = ${sourceId}`;
    expect(await world.replay(issueId)).toMatchObject({ stored: 2 });
    expect(await world.issuesOf(sourceId)).toMatchObject([{ count: 0, state: "ignored" }]);
    const [tables] = await world.prisma.$queryRaw<object[]>`
      select (select count(*)::int from click where batch_id = ${batchId}) as clicks,
        (select count(*)::int from conversion where batch_id = ${batchId}) as conversions,
        (select advertiser_id from campaign where id = ${`new-${sourceId}`}) as advertiser`;
    expect(tables).toEqual({ clicks: 1, conversions: 1, advertiser: "unassigned" });
  });

  it("refuses a record whose id is another event's by now, and leaves one alone that was changed meanwhile", async () => {
    const sourceId = await world.newSource();
    const rows = rowsOf("a", "b", "c");
    const batchId = await world.ingest(chunkOf(rows, { ...clicks, sourceId }));
    const reused = rows[1]?.split(";")[2];
    const other = JSON.stringify({ ts: at, user_id: "x", event_id: reused, campaign_id: world.campaignId });
    await world.ingest(chunkOf([other], { kind: "clicks", sourceId: await world.newSource() }));
    const issueId = (await world.issuesOf(sourceId))[0]?.id ?? "";
    const id = await world.ask(issueId, { mapping });
    const run = await world.take();
    const slice = await listRejects(world.prisma, issueId, { after: null, until: new Date(), limit: 10 });
    if (!slice) throw new Error("There is nothing to replay.");
    await world.prisma.$executeRaw`update rejected_record set raw = '' where batch_id = ${batchId} and record_no = 3`;
    await replaySlice({ ...run, slice, after: null });
    expect(await world.replayRow(id)).toMatchObject({ state: "running", stored: 1, duplicate: 0, rejected: 1 });
    expect(await world.rejectsOf(batchId)).toMatchObject([
      { record: 1, reason: "id_reused", field: "eventId" },
      { record: 3, reason: expect.not.stringMatching("id_reused") },
    ]);
    expect(await world.booksOf(batchId)).toMatchObject({ stored: 1, rejected: 2, rejectRows: 2, eventRows: 1 });
    // the same slice once more, as after a commit that nobody heard of
    await replaySlice({ ...run, slice, after: null });
    expect(await world.replayRow(id)).toMatchObject({ stored: 1, rejected: 1 });
    await world.prisma.$executeRaw`update replay set holder = 'another' where id = ${id}`;
    await expect(replaySlice({ ...run, slice, after: null })).rejects.toThrow(ReplayLost);
    await world.prisma.$executeRaw`update replay set state = 'cancelled' where id = ${id}`;
  });

  it("works through compressed chunks, and through batches in the order of their arrival", async () => {
    const sourceId = await world.newSource();
    const long = Date.parse("2026-03-02T00:00:00Z");
    const batches = await Promise.all(
      [3, 1, 2].map((day) =>
        world.ingest(
          chunkOf(rowsOf("a", "b"), {
            ...clicks,
            sourceId,
            receivedAt: new Date(long + day * 86_400_000).toISOString(),
          }),
        ),
      ),
    );
    await world.prisma.$queryRaw`
      select compress_chunk(c)::text from show_chunks('rejected_record', older_than => timestamptz '2026-03-20') c`;
    const issueId = (await world.issuesOf(sourceId))[0]?.id ?? "";
    const past = { clicks: { fields: { ...mapping.clicks.fields, occurredAt: { default: "2026-03-01T00:00:00Z" } } } };
    expect(await world.replay(issueId, { mapping: past })).toMatchObject({ state: "done", stored: 6, rejected: 0 });
    for (const batchId of batches) {
      expect(await world.booksOf(batchId)).toMatchObject({ stored: 2, rejected: 0, rejectRows: 0, eventRows: 2 });
    }
  });
});
