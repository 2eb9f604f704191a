import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

const first = "the first secret of a deployment, long enough";
const other = "another secret of a deployment, long enough";
const client = new Client({ connectionString: process.env.DATABASE_URL });

beforeAll(() => client.connect());
beforeEach(() => client.query("delete from deployment"));
afterAll(async () => {
  await client.query("delete from deployment");
  await client.end();
});

/** Runs the step of `npm start`; gives what it complains of, "" when it went well. */
const start = (APP_SECRET: string) =>
  promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/bootstrap/schema.ts"], {
    env: { ...process.env, APP_SECRET },
  }).then(
    ({ stderr }) => stderr,
    (error: Error & { stderr: string }) => error.stderr,
  );
const stored = async () => (await client.query("select value from deployment where name = 'secret'")).rows;

it("takes the secret of the first start, and refuses another one ever after", async () => {
  expect(await start(first)).toBe("");
  const kept = await stored();
  expect(kept).toEqual([{ value: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  expect(await start(other)).toMatch(
    /^It was filled under another secret.* or set APP_SECRET to the appSecret in it\.\n$/,
  );
  expect(await stored()).toEqual(kept);
  expect(await start(first)).toBe("");
});
