import { afterAll, beforeAll, expect, it } from "vitest";
import { pulledFileListSchema } from "@/lib/contracts/pull";
import { keys } from "../../credentials.fixture";
import * as filesRoute from "./[pullId]/files/route";
import { PullRoutes } from "./pull-routes.fixture";

const world = new PullRoutes(process.env.DATABASE_URL);

beforeAll(() => world.open());
afterAll(() => world.close());

it("lists what became of files, the newest first, page by page", async () => {
  const { id: pullId } = await world.make({ location: world.folder });
  await world.query(
    `insert into pulled_file (pull_id, name, version, bytes, state, batch_id, records, taken_at)
     select $1, 'f' || no, '1', 3000000000, 'taken', 'b' || no, 7, timestamptz '2026-11-23' + (no / 3) * interval '1 microsecond'
     from generate_series(0, 249) as no`,
    [pullId],
  );
  const names: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = cursor === "" ? "" : `?cursor=${cursor}`;
    const request = new Request(`http://127.0.0.1/x${query}`, { headers: { authorization: `Bearer ${keys.read}` } });
    const answer = await filesRoute.GET(request, { params: Promise.resolve({ id: world.id, pullId }) });
    const page = pulledFileListSchema.strict().parse(await answer.json());
    expect(page.files[0]).toMatchObject({ bytes: 3_000_000_000, records: 7, state: "taken" });
    names.push(...page.files.map(({ name }) => name));
    cursor = page.nextCursor;
  }
  expect(names).toHaveLength(250);
  expect(new Set(names).size).toBe(250);
  expect(names[0]).toBe("f249");
});

it.each(['["1","a","v"]', '["2026-11-23T00:00:00.000000Z","a\\u0000","v"]'])("refuses the cursor %s", async (key) => {
  const { id: pullId } = await world.make({ location: world.folder });
  const cursor = Buffer.from(key).toString("base64url");
  const headers = { authorization: `Bearer ${keys.read}` };
  const request = new Request(`http://127.0.0.1/x?cursor=${cursor}`, { headers });
  const answer = await filesRoute.GET(request, { params: Promise.resolve({ id: world.id, pullId }) });
  expect(answer.status).toBe(400);
});
