import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pullTestSchema } from "@/lib/contracts/pull";
import { call } from "../../credentials.fixture";
import * as testPullRoute from "./[pullId]/test/route";
import { issueOf, PullRoutes, secret } from "./pull-routes.fixture";
import * as testRoute from "./test/route";

const world = new PullRoutes(process.env.DATABASE_URL);

beforeAll(() => world.open());
afterAll(() => world.close());

describe("the test of a location", () => {
  const test = async (body: object) => {
    const answer = await call(testRoute.POST, { id: world.id }, body);
    expect(answer.status).toBe(200);
    return pullTestSchema.strict().parse(await answer.json());
  };

  it("shows the first names that fit", async () => {
    for (let no = 0; no < 22; no += 1)
      await writeFile(join(world.root, "in", `${String(no).padStart(2, "0")}.csv`), "x");
    await writeFile(join(world.root, "in", "a.json"), "{}");
    const found = await test({ location: world.folder, pattern: "*.csv" });
    expect(found).toMatchObject({ isComplete: false, error: null });
    expect(found.files.map(({ name }) => name)).toEqual(
      Array.from({ length: 20 }, (_, no) => `${String(no).padStart(2, "0")}.csv`),
    );
    expect(await test({ location: world.folder, pattern: "*.json" })).toMatchObject({
      files: [{ name: "a.json", bytes: 2 }],
      isComplete: true,
    });
  });

  it("tells why there are none", async () => {
    await symlink("/etc", join(world.root, "out"));
    const at = (path: string) => test({ location: { type: "folder", path: join(world.root, path) } });
    expect((await at("none")).error).toMatch(/^There is no folder/);
    expect((await at("out")).error).toMatch(/leads out/);
    const nobody = { ...world.bucket, endpoint: "http://127.0.0.1:1" };
    expect((await test({ location: nobody, secretAccessKey: secret })).error).toMatch(/cannot be reached/);
    const withoutSecret = await call(testRoute.POST, { id: world.id }, { location: nobody });
    expect(await issueOf(withoutSecret)).toEqual([400, "secretAccessKey"]);
  });

  it("uses the kept secret of a pull, where none is named", async () => {
    const { id: pullId } = await world.make({ location: world.bucket, secretAccessKey: secret });
    const testPull = async (body?: object) =>
      pullTestSchema.parse(await (await call(testPullRoute.POST, { id: world.id, pullId }, body)).json());
    expect((await testPull()).files).toMatchObject([{ name: "daily/a.csv" }]);
    expect((await testPull({ pattern: "*.json" })).files).toEqual([]);
    expect((await testPull({ location: { ...world.bucket, bucket: "none" } })).error).toMatch(/^There is no bucket/);
    await world.query("update pull set sealed = 'x' where id = $1", [pullId]);
    expect((await testPull()).error).toMatch(/set it again/);
  });
});
