import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { exitCode } from "../exit-codes";
import { ApiClient } from "../http/api-client";
import { Output } from "../output";
import { createProgress } from "../progress/progress";
import type { Stopping } from "../signals";
import { type BreakingDoor, type Fate, startBreakingDoor } from "../upload/breaking-door";
import { runWatch } from "./run-watch";

let folder: string;
let door: BreakingDoor;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-watch-"));
});
afterEach(async () => {
  await door.close();
  rmSync(folder, { recursive: true });
});

const never = new AbortController().signal;
const stopping: Stopping = { stop: never, stopWaiting: never, signal: never, release: () => undefined };
const refused = (status: number, code: string): Fate => ({ status, error: { code, message: code } });

/** Watches the folder, whose files are a.csv, the oldest, and b.csv, with uploads that fare as told. */
async function watch(fates: Fate[], isOnce: boolean) {
  door = await startBreakingDoor(fates);
  for (const [index, name] of ["a.csv", "b.csv"].entries()) {
    writeFileSync(join(folder, name), `id\n${name}\n`);
    utimesSync(join(folder, name), 1000 + index, 1000 + index);
  }
  const output = new Output({ json: false, quiet: true });
  const context = {
    client: new ApiClient(door.url, "key"),
    output,
    progress: createProgress(output),
    said: {},
    waitMs: 1,
    maxMs: 0,
    isFresh: false,
    underWay: new Map(),
  };
  return runWatch({ folder, kindOf: () => "clicks", settleMs: 1, isOnce, context, stopping });
}

it("ends with what ended it, whatever went before", async () => {
  expect(await watch([refused(503, "unavailable"), refused(401, "unauthorized")], false)).toBe(exitCode.refused);
  expect(["a.csv", "b.csv"].map((name) => existsSync(join(folder, name)))).toEqual([true, true]);
});

it("leaves all files while the server is away, and says to come again", async () => {
  expect(await watch([refused(503, "unavailable")], true)).toBe(exitCode.unavailable);
  expect(["a.csv", "b.csv"].map((name) => existsSync(join(folder, name)))).toEqual([true, true]);
});
