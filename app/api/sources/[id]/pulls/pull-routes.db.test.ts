import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pullListSchema, pullSchema } from "@/lib/contracts/pull";
import { call, codeOf, keys, makeSource } from "../../credentials.fixture";
import * as filesRoute from "./[pullId]/files/route";
import * as pullRoute from "./[pullId]/route";
import * as runRoute from "./[pullId]/run/route";
import * as testPullRoute from "./[pullId]/test/route";
import { issueOf, PullRoutes, secret } from "./pull-routes.fixture";
import * as pullsRoute from "./route";
import * as testRoute from "./test/route";

const world = new PullRoutes(process.env.DATABASE_URL);

beforeAll(() => world.open());
afterAll(() => world.close());

describe("a pull", () => {
  it("is made, due at once, and listed without its secret", async () => {
    const made = await world.make({ location: world.bucket, secretAccessKey: secret });
    expect(made).toMatchObject({
      sourceId: world.id,
      pattern: "**",
      everySeconds: 3600,
      hasSecret: true,
      lastError: null,
    });
    expect(await world.isDue(made.id)).toBe(true);
    const answer = await call(pullsRoute.GET, { id: world.id }, undefined, { method: "GET", key: keys.read });
    const text = await answer.text();
    expect(pullListSchema.parse(JSON.parse(text)).pulls).toContainEqual(made);
    expect(text).not.toMatch(/very secret|sealed/);
    const [line] = await world.query("select after::text from audit_log where subject = $1", [`pull:${made.id}`]);
    expect(line?.after).toMatch(/"hasSecret": true/);
    expect(line?.after).not.toMatch(/very secret|sealed/);
    expect(await world.storedSecret(made.id)).toBe(secret);
  });

  it("keeps its secret until another one, or another access key, is named", async () => {
    const { id: pullId } = await world.make({ location: world.bucket, secretAccessKey: "one" });
    expect((await world.patch(pullId, { location: { ...world.bucket, prefix: "x/" } })).status).toBe(200);
    expect(await world.storedSecret(pullId)).toBe("one");
    await world.patch(pullId, { secretAccessKey: "two" });
    expect(await world.storedSecret(pullId)).toBe("two");
    const other = { ...world.bucket, accessKeyId: "other" };
    expect(await issueOf(await world.patch(pullId, { location: other }))).toEqual([400, "secretAccessKey"]);
    await world.patch(pullId, { location: world.folder });
    expect(await world.storedSecret(pullId)).toBeNull();
    expect(await world.actionsOn(`pull:${pullId}`)).toEqual(["pull.create", ...Array(3).fill("pull.update")]);
  });

  it("is due at once when it reads differently, and otherwise at its time", async () => {
    const { id: pullId } = await world.make({ location: world.folder, everySeconds: 86_400 });
    for (const [change, due] of [
      [{ name: "other" }, false],
      [{ everySeconds: 43_200 }, false],
      [{ pattern: "*.csv" }, true],
      [{ enabled: false }, false],
      [{ enabled: true }, true],
      [{ enabled: true }, false],
    ] as const) {
      await world.putOff(pullId);
      expect((await world.patch(pullId, change)).status).toBe(200);
      expect([change, await world.isDue(pullId)]).toEqual([change, due]);
    }
    await world.patch(pullId, { everySeconds: 10 });
    const [row] = await world.query("select next_at < now() + interval '11 seconds' as soon from pull where id = $1", [
      pullId,
    ]);
    expect(row?.soon).toBe(true);
  });

  it("tries failed files again when it reads them differently", async () => {
    const { id: pullId } = await world.make({ location: world.folder });
    const remember = (name: string, state: string) =>
      world.query("insert into pulled_file (pull_id, name, version, bytes, state) values ($1, $2, '1', 5, $3)", [
        pullId,
        name,
        state,
      ]);
    const states = async () =>
      (await world.query("select state from pulled_file where pull_id = $1", [pullId])).map(({ state }) => state);
    for (const state of ["taken", "failed", "retrying"]) await remember(state, state);
    await world.patch(pullId, { pattern: "*" });
    expect(await states()).toHaveLength(3);
    await world.patch(pullId, { contentType: "text/csv" });
    expect(await states()).toEqual(["taken"]);
  });

  it("is run when asked, and not while it is switched off", async () => {
    const { id: pullId } = await world.make({ location: world.folder });
    await world.putOff(pullId);
    const answer = await call(runRoute.POST, { id: world.id, pullId }, {});
    expect(pullSchema.parse(await answer.json()).id).toBe(pullId);
    expect(await world.isDue(pullId)).toBe(true);
    await world.patch(pullId, { enabled: false });
    expect(await codeOf(await call(runRoute.POST, { id: world.id, pullId }, {}))).toEqual([409, "conflict"]);
    expect(await world.actionsOn(`pull:${pullId}`)).toEqual(["pull.create", "pull.run", "pull.update"]);
  });

  it("is deleted with what it remembers", async () => {
    const { id: pullId } = await world.make({ location: world.folder });
    const answer = await call(pullRoute.DELETE, { id: world.id, pullId }, undefined, { method: "DELETE" });
    const { pulls } = pullListSchema.parse(await answer.json());
    expect(pulls.map((pull) => pull.id)).not.toContain(pullId);
    for (const route of [pullRoute.DELETE, runRoute.POST, testPullRoute.POST, filesRoute.GET]) {
      expect(await codeOf(await call(route, { id: world.id, pullId }))).toEqual([404, "not_found"]);
    }
    expect(await codeOf(await world.patch(pullId, {}))).toEqual([404, "not_found"]);
  });

  it("is no other source's, and no reader's to change", async () => {
    const { id: pullId } = await world.make({ location: world.folder });
    const other = (await makeSource()).id;
    expect(await codeOf(await call(pullRoute.DELETE, { id: other, pullId }))).toEqual([404, "not_found"]);
    expect(await codeOf(await call(pullsRoute.GET, { id: "nothing" }))).toEqual([404, "not_found"]);
    expect(
      await codeOf(
        await call(pullsRoute.POST, { id: "nothing" }, { name: "n", kind: "clicks", location: world.folder }),
      ),
    ).toEqual([404, "not_found"]);
    for (const route of [
      pullsRoute.POST,
      pullRoute.PATCH,
      pullRoute.DELETE,
      runRoute.POST,
      testRoute.POST,
      testPullRoute.POST,
    ]) {
      expect(await codeOf(await call(route, { id: world.id, pullId }, {}, { key: keys.read }))).toEqual([
        403,
        "wrong_scope",
      ]);
    }
  });

  it.each([
    ["a folder outside of the roots", () => ({ location: { type: "folder", path: "/etc" } }), "location.path"],
    ["a way out of the roots", () => ({ location: { type: "folder", path: `${world.root}/../etc` } }), "location.path"],
    ["a relative folder", () => ({ location: { type: "folder", path: "in" } }), "location.path"],
    ["a pattern that is none", () => ({ location: world.folder, pattern: "(a" }), "pattern"],
    ["an access key without its secret", () => ({ location: world.bucket }), "secretAccessKey"],
    ["a secret without its key", () => ({ location: world.folder, secretAccessKey: "s" }), "secretAccessKey"],
    [
      "an endpoint that is no web address",
      () => ({ location: { type: "s3", bucket: "b", endpoint: "file:///etc" } }),
      "location.endpoint",
    ],
    [
      "the server's own credentials for a foreign store",
      () => ({ location: { type: "s3", bucket: "b", endpoint: "http://store.example" } }),
      "location.accessKeyId",
    ],
    [
      "an endpoint with a password",
      () => ({ location: { ...world.bucket, endpoint: "http://a:b@x.y" } }),
      "location.endpoint",
    ],
    [
      "an endpoint with a query",
      () => ({ location: { ...world.bucket, endpoint: "http://x.y/?z" } }),
      "location.endpoint",
    ],
  ])("refuses %s", async (_, body, path) => {
    expect(await issueOf(await world.post(body()))).toEqual([400, path]);
  });
});
