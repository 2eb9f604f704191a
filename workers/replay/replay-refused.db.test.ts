import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { chunkOf, ReplayWorld } from "./replay.fixture";
import { runReplay } from "./run-replay";

const world = new ReplayWorld(process.env);
beforeAll(() => world.open());
afterAll(() => world.close());

const at = new Date(Math.floor(Date.now() / 1000) * 1000 - 7_200_000).toISOString();
const mapping = { clicks: { fields: { occurredAt: "when" } } };
const click = (eventId: string) =>
  JSON.stringify({ when: at, user_id: "u", event_id: eventId, campaign_id: world.campaignId });

/** Has the database refuse event ids that begin with `refused-`. */
async function refuseEvents(): Promise<void> {
  await world.prisma.$executeRaw`
    create or replace function refuse_events() returns trigger language plpgsql as $$
    begin
      if new.event_id like 'refused-%' then raise exception 'refused' using errcode = '54000'; end if;
      return new;
    end $$`;
  await world.prisma.$executeRaw`
    create trigger refused before insert on event_key for each row execute function refuse_events()`;
}
afterEach(() => world.prisma.$executeRaw`drop trigger if exists refused on event_key`);

describe("a replay of records that the database refuses", () => {
  it("leaves them rejected with a message, and stores the rest; so does the next replay", async () => {
    const sourceId = await world.newSource();
    const refused = new Set([3, 4, 700]);
    const ids = Array.from({ length: 900 }, (_, index) => `${refused.has(index + 1) ? "refused-" : ""}${randomUUID()}`);
    const batchId = await world.ingest(chunkOf(ids.map(click), { kind: "clicks", sourceId }));
    const issueId = (await world.issuesOf(sourceId))[0]?.id ?? "";
    await refuseEvents();
    const done = { state: "done", duplicate: 0, rejected: 3, error: null };
    expect(await world.replay(issueId, { mapping })).toEqual({ ...done, stored: 897 });
    const books = { received: 900, stored: 897, duplicate: 0, rejected: 3, rejectRows: 3, eventRows: 897 };
    expect(await world.booksOf(batchId)).toEqual(books);
    const rejects = await world.rejectsOf(batchId);
    expect(rejects.map(({ record }) => record)).toEqual([...refused]);
    for (const { message } of rejects) expect(message).toMatch(/ It cannot be replayed: the database refuses it\.$/);
    expect(await world.issuesOf(sourceId)).toMatchObject([{ count: 3, state: "open", replayed: 897 }]);

    expect(await world.replay(issueId, { mapping })).toEqual({ ...done, stored: 0 });
    expect(await world.rejectsOf(batchId)).toEqual(rejects);
    await world.prisma.$executeRaw`drop trigger refused on event_key`;
    expect(await world.replay(issueId, { mapping })).toEqual({ ...done, stored: 3, rejected: 0 });
    expect(await world.booksOf(batchId)).toMatchObject({ stored: 900, rejected: 0, rejectRows: 0, eventRows: 900 });
  });

  it("goes on behind a record that fails by a fault of ours", async () => {
    const sourceId = await world.newSource();
    const batchId = await world.ingest(chunkOf([click(randomUUID())], { kind: "clicks", sourceId }));
    const id = await world.ask((await world.issuesOf(sourceId))[0]?.id ?? "", { mapping });
    const decode = () => Promise.reject(new TypeError("of ours, and told to nobody"));
    await runReplay({ ...(await world.take()), decode });
    expect(await world.replayRow(id)).toMatchObject({ state: "done", stored: 0, rejected: 1, error: null });
    const [reject] = await world.rejectsOf(batchId);
    expect(reject?.message).toMatch(/ It cannot be replayed: an internal error, which is in the log of the workers\.$/);
  });

  it("has failed when it cannot be read, and lets the others pass", async () => {
    const issues = await Promise.all(
      [1, 2].map(async () => {
        const sourceId = await world.newSource();
        await world.ingest(chunkOf([click(randomUUID())], { kind: "clicks", sourceId }));
        return (await world.issuesOf(sourceId))[0]?.id ?? "";
      }),
    );
    const odd = await world.ask(issues[0] ?? "");
    await world.prisma.$executeRaw`update replay set mapping = '{"of": "another release"}' where id = ${odd}`;
    const next = await world.ask(issues[1] ?? "", { mapping });
    await expect(world.take()).rejects.toThrow("No replay is due.");
    expect(await world.replayRow(odd)).toMatchObject({
      state: "failed",
      error: expect.stringContaining("Ask for it again"),
    });
    await runReplay(await world.take());
    expect(await world.replayRow(next)).toMatchObject({ state: "done", stored: 1 });
  });
});
