import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Pull, pulledFileListSchema, pullListSchema, pullSchema, pullTestSchema } from "@/lib/contracts/pull";
import { call, codeOf, keys, makeSource, World } from "../../credentials.fixture";
import * as filesRoute from "./[pullId]/files/route";
import * as pullRoute from "./[pullId]/route";
import * as runRoute from "./[pullId]/run/route";
import * as testPullRoute from "./[pullId]/test/route";
import * as pullsRoute from "./route";
import { unsealSecret } from "./surroundings";
import * as testRoute from "./test/route";

const world = new World(process.env.DATABASE_URL);
let root: string;
let id: string;

/** Answers as a store with one bucket `events` and one object in it. */
const store = createServer((request, response) => {
  if (!request.url?.startsWith("/events")) {
    return response.writeHead(404).end("<Error><Code>NoSuchBucket</Code><Message>No.</Message></Error>");
  }
  const object = `<Key>daily/a.csv</Key><ETag>"e"</ETag><Size>1</Size><LastModified>2026-11-23T00:00:00Z</LastModified>`;
  return response.end(
    `<ListBucketResult><IsTruncated>false</IsTruncated><Contents>${object}</Contents></ListBucketResult>`,
  );
});
const bucketAt = () => ({
  type: "s3",
  bucket: "events",
  endpoint: `http://127.0.0.1:${(store.address() as AddressInfo).port}`,
  accessKeyId: "key",
});

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "advertisex-pull-routes-"));
  await mkdir(join(root, "in"));
  vi.stubEnv("PULL_FOLDERS", `/nowhere:${root}`);
  await new Promise<void>((resolve) => store.listen(0, "127.0.0.1", resolve));
  await world.open();
  id = (await makeSource()).id;
});
afterAll(async () => {
  await world.close();
  store.close();
  await rm(root, { recursive: true, force: true });
});

const folder = () => ({ type: "folder", path: join(root, "in") });
const secret = "very secret";
const post = (body: object) => call(pullsRoute.POST, { id }, { name: "nightly", kind: "clicks", ...body });
const patch = (pullId: string, body: object) => call(pullRoute.PATCH, { id, pullId }, body, { method: "PATCH" });
const make = async (body: object): Promise<Pull> => {
  const answer = await post(body);
  expect(answer.status).toBe(201);
  return pullSchema.strict().parse(await answer.json());
};
const storedSecret = async (pullId: string) => {
  const [row] = await world.query("select sealed from pull where id = $1", [pullId]);
  return row?.sealed instanceof Buffer ? unsealSecret(row.sealed, pullId) : null;
};
const issueOf = async (answer: Response) => {
  const { error } = await answer.json();
  return [answer.status, error.details.issues[0].path, error.details.issues[0].message];
};
const makeRest = (pullId: string) =>
  world.query("update pull set next_at = now() + interval '1 hour' where id = $1", [pullId]);
const isDue = async (pullId: string) =>
  (await world.query("select next_at <= now() as due from pull where id = $1", [pullId]))[0]?.due;

describe("a pull", () => {
  it("is made, due at once, and listed without its secret", async () => {
    const made = await make({ location: bucketAt(), secretAccessKey: secret });
    expect(made).toMatchObject({ sourceId: id, pattern: "**", everySeconds: 3600, hasSecret: true, lastError: null });
    expect(await isDue(made.id)).toBe(true);
    const answer = await call(pullsRoute.GET, { id }, undefined, { method: "GET", key: keys.read });
    const text = await answer.text();
    expect(pullListSchema.parse(JSON.parse(text)).pulls).toContainEqual(made);
    expect(text).not.toMatch(/very secret|sealed/);
    const [line] = await world.query("select after::text from audit_log where subject = $1", [`pull:${made.id}`]);
    expect(line?.after).toMatch(/"hasSecret": true/);
    expect(line?.after).not.toMatch(/very secret|sealed/);
    expect(await storedSecret(made.id)).toBe(secret);
  });

  it("keeps its secret until another one, or another access key, is named", async () => {
    const { id: pullId } = await make({ location: bucketAt(), secretAccessKey: "one" });
    expect((await patch(pullId, { location: { ...bucketAt(), prefix: "x/" } })).status).toBe(200);
    expect(await storedSecret(pullId)).toBe("one");
    await patch(pullId, { secretAccessKey: "two" });
    expect(await storedSecret(pullId)).toBe("two");
    const other = { ...bucketAt(), accessKeyId: "other" };
    expect(await issueOf(await patch(pullId, { location: other }))).toEqual([
      400,
      "secretAccessKey",
      expect.any(String),
    ]);
    await patch(pullId, { location: folder() });
    expect(await storedSecret(pullId)).toBeNull();
    expect(await world.actionsOn(`pull:${pullId}`)).toEqual(["pull.create", ...Array(3).fill("pull.update")]);
  });

  it("is due at once when it reads differently, and otherwise at its time", async () => {
    const { id: pullId } = await make({ location: folder(), everySeconds: 86_400 });
    for (const [change, due] of [
      [{ name: "other" }, false],
      [{ everySeconds: 43_200 }, false],
      [{ pattern: "*.csv" }, true],
      [{ enabled: false }, false],
      [{ enabled: true }, true],
      [{ enabled: true }, false],
    ] as const) {
      await makeRest(pullId);
      expect((await patch(pullId, change)).status).toBe(200);
      expect([change, await isDue(pullId)]).toEqual([change, due]);
    }
    await patch(pullId, { everySeconds: 10 });
    const [row] = await world.query("select next_at < now() + interval '11 seconds' as soon from pull where id = $1", [
      pullId,
    ]);
    expect(row?.soon).toBe(true);
  });

  it("tries failed files again when it reads them differently", async () => {
    const { id: pullId } = await make({ location: folder() });
    const remember = (name: string, state: string) =>
      world.query("insert into pulled_file (pull_id, name, version, bytes, state) values ($1, $2, '1', 5, $3)", [
        pullId,
        name,
        state,
      ]);
    const states = async () =>
      (await world.query("select state from pulled_file where pull_id = $1", [pullId])).map(({ state }) => state);
    for (const state of ["taken", "failed", "retrying"]) await remember(state, state);
    await patch(pullId, { pattern: "*" });
    expect(await states()).toHaveLength(3);
    await patch(pullId, { contentType: "text/csv" });
    expect(await states()).toEqual(["taken"]);
  });

  it("is run when asked, and not while it is switched off", async () => {
    const { id: pullId } = await make({ location: folder() });
    await makeRest(pullId);
    const answer = await call(runRoute.POST, { id, pullId }, {});
    expect(pullSchema.parse(await answer.json()).id).toBe(pullId);
    expect(await isDue(pullId)).toBe(true);
    await patch(pullId, { enabled: false });
    expect(await codeOf(await call(runRoute.POST, { id, pullId }, {}))).toEqual([409, "conflict"]);
    expect(await world.actionsOn(`pull:${pullId}`)).toEqual(["pull.create", "pull.run", "pull.update"]);
  });

  it("is deleted with what it remembers", async () => {
    const { id: pullId } = await make({ location: folder() });
    const answer = await call(pullRoute.DELETE, { id, pullId }, undefined, { method: "DELETE" });
    const { pulls } = pullListSchema.parse(await answer.json());
    expect(pulls.map((pull) => pull.id)).not.toContain(pullId);
    for (const route of [pullRoute.DELETE, runRoute.POST, testPullRoute.POST, filesRoute.GET]) {
      expect(await codeOf(await call(route, { id, pullId }))).toEqual([404, "not_found"]);
    }
    expect(await codeOf(await patch(pullId, {}))).toEqual([404, "not_found"]);
  });

  it("is no other source's, and no reader's to change", async () => {
    const { id: pullId } = await make({ location: folder() });
    const other = (await makeSource()).id;
    expect(await codeOf(await call(pullRoute.DELETE, { id: other, pullId }))).toEqual([404, "not_found"]);
    expect(await codeOf(await call(pullsRoute.GET, { id: "nothing" }))).toEqual([404, "not_found"]);
    expect(
      await codeOf(await call(pullsRoute.POST, { id: "nothing" }, { name: "n", kind: "clicks", location: folder() })),
    ).toEqual([404, "not_found"]);
    for (const route of [
      pullsRoute.POST,
      pullRoute.PATCH,
      pullRoute.DELETE,
      runRoute.POST,
      testRoute.POST,
      testPullRoute.POST,
    ]) {
      expect(await codeOf(await call(route, { id, pullId }, {}, { key: keys.read }))).toEqual([403, "wrong_scope"]);
    }
  });

  it.each([
    ["a folder outside of the roots", () => ({ location: { type: "folder", path: "/etc" } }), "location.path"],
    ["a way out of the roots", () => ({ location: { type: "folder", path: `${root}/../etc` } }), "location.path"],
    ["a relative folder", () => ({ location: { type: "folder", path: "in" } }), "location.path"],
    ["a pattern that is none", () => ({ location: folder(), pattern: "(a" }), "pattern"],
    ["an access key without its secret", () => ({ location: bucketAt() }), "secretAccessKey"],
    ["a secret without its key", () => ({ location: folder(), secretAccessKey: "s" }), "secretAccessKey"],
    [
      "an endpoint that is no web address",
      () => ({ location: { type: "s3", bucket: "b", endpoint: "file:///etc" } }),
      "location.endpoint",
    ],
  ])("refuses %s", async (_, body, path) => {
    expect((await issueOf(await post(body()))).slice(0, 2)).toEqual([400, path]);
  });
});

describe("the test of a location", () => {
  const test = async (body: object) => {
    const answer = await call(testRoute.POST, { id }, body);
    expect(answer.status).toBe(200);
    return pullTestSchema.strict().parse(await answer.json());
  };

  it("shows the first names that fit", async () => {
    for (let no = 0; no < 22; no += 1) await writeFile(join(root, "in", `${String(no).padStart(2, "0")}.csv`), "x");
    await writeFile(join(root, "in", "a.json"), "{}");
    const found = await test({ location: folder(), pattern: "*.csv" });
    expect(found).toMatchObject({ isComplete: false, error: null });
    expect(found.files.map(({ name }) => name)).toEqual(
      Array.from({ length: 20 }, (_, no) => `${String(no).padStart(2, "0")}.csv`),
    );
    expect(await test({ location: folder(), pattern: "*.json" })).toMatchObject({
      files: [{ name: "a.json", bytes: 2 }],
      isComplete: true,
    });
  });

  it("tells why there are none", async () => {
    await symlink("/etc", join(root, "out"));
    const at = (path: string) => test({ location: { type: "folder", path: join(root, path) } });
    expect((await at("none")).error).toMatch(/^There is no folder/);
    expect((await at("out")).error).toMatch(/leads out/);
    const nobody = { ...bucketAt(), endpoint: "http://127.0.0.1:1" };
    expect((await test({ location: nobody, secretAccessKey: secret })).error).toMatch(/cannot be reached/);
  });

  it("uses the kept secret of a pull, where none is named", async () => {
    const { id: pullId } = await make({ location: bucketAt(), secretAccessKey: secret });
    const testPull = async (body?: object) =>
      pullTestSchema.parse(await (await call(testPullRoute.POST, { id, pullId }, body)).json());
    expect((await testPull()).files).toMatchObject([{ name: "daily/a.csv" }]);
    expect((await testPull({ pattern: "*.json" })).files).toEqual([]);
    expect((await testPull({ location: { ...bucketAt(), bucket: "none" } })).error).toMatch(/^There is no bucket/);
    await world.query("update pull set sealed = 'x' where id = $1", [pullId]);
    expect((await testPull()).error).toMatch(/set it again/);
  });
});

it("lists what became of files, the newest first, page by page", async () => {
  const { id: pullId } = await make({ location: folder() });
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
    const answer = await filesRoute.GET(request, { params: Promise.resolve({ id, pullId }) });
    const page = pulledFileListSchema.strict().parse(await answer.json());
    expect(page.files[0]).toMatchObject({ bytes: 3_000_000_000, records: 7, state: "taken" });
    names.push(...page.files.map(({ name }) => name));
    cursor = page.nextCursor;
  }
  expect(names).toHaveLength(250);
  expect(new Set(names).size).toBe(250);
  expect(names[0]).toBe("f249");
});
