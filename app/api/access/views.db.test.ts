import { afterAll, beforeEach, expect, it } from "vitest";
import { mostViews } from "@/lib/contracts/views";
import { closePrisma } from "@/lib/storage/prisma";
import { PATCH as change, DELETE as remove } from "../views/[id]/route";
import { GET as list, POST as save } from "../views/route";
import { beginAnew, forgetPeople, insertPerson, send, signIn } from "./people.fixture";

beforeEach(beginAnew);
afterAll(async () => {
  await forgetPeople();
  await closePrisma();
});

const screen = "campaigns";
const kept = async (cookie: string) =>
  (await (await send(list, "/api/views?screen=campaigns", { cookie, method: "GET" })).json()).views;
const keep = (cookie: string, name: string, query: string) =>
  send(save, "/api/views", { cookie, body: { screen, name, query } });

it("keeps a person's views by name, one of them the default", async () => {
  const { cookie } = await signIn("root");
  const first = await (await keep(cookie, "Behind", "pacing=off")).json();
  const second = await (await keep(cookie, "All", "")).json();
  await keep(cookie, "Behind", "pacing=off&sort=costMicros");
  for (const { id } of [second, first])
    await send(change, "/", { cookie, method: "PATCH", params: { id }, body: { isDefault: true } });
  expect(await kept(cookie)).toEqual([
    { ...second, isDefault: false },
    { ...first, query: "pacing=off&sort=costMicros", isDefault: true },
  ]);
  const answer = await send(change, "/", { cookie, method: "PATCH", params: { id: first.id }, body: { name: "All" } });
  expect(answer.status).toBe(409);
  await send(remove, "/", { cookie, method: "DELETE", params: { id: first.id } });
  expect(await kept(cookie)).toEqual([second]);
});

it("shows and gives nobody's views to somebody else", async () => {
  const { cookie } = await signIn("root");
  const view = await (await keep(cookie, "Mine", "q=secret")).json();
  await insertPerson("mary", "viewer");
  const { cookie: other } = await signIn("mary");
  expect(await kept(other)).toEqual([]);
  const params = { id: view.id };
  expect((await send(change, "/", { cookie: other, method: "PATCH", params, body: { name: "x" } })).status).toBe(404);
  expect((await send(remove, "/", { cookie: other, method: "DELETE", params })).status).toBe(404);
  expect(await kept(cookie)).toEqual([view]);
});

it("refuses what is no query, and more than may be", async () => {
  const { cookie } = await signIn("root");
  for (const query of ["a b", "q=\u0000", "x".repeat(4001)])
    expect((await keep(cookie, "Bad", query)).status).toBe(400);
  for (let no = 0; no < mostViews; no += 1) await keep(cookie, `View ${no}`, "");
  expect((await keep(cookie, "One more", "")).status).toBe(409);
  expect((await keep(cookie, "View 7", "q=again")).status).toBe(201);
});
