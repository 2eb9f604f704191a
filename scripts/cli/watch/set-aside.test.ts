import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { FileTrouble } from "../cli-error";
import { ApiClient } from "../http/api-client";
import { Output } from "../output";
import { createProgress } from "../progress/progress";
import type { SendContext, SentFile } from "../upload/send-file";
import { setAside } from "./set-aside";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-aside-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const output = new Output({ json: false, quiet: true });
const context: SendContext = {
  client: new ApiClient(new URL("http://127.0.0.1:9"), "key"),
  output,
  progress: createProgress(output),
  kind: "clicks",
  said: {},
  waitMs: 1,
  maxMs: 1,
  isFresh: false,
  underWay: new Map(),
};
const sent: SentFile = {
  label: "in/comm",
  kind: "clicks",
  file: null,
  how: "sent",
  accepted: null,
  batch: null,
  error: null,
};

it("leaves no report of a file that cannot be moved, however often that is tried", async () => {
  symlinkSync("/proc/self", join(folder, "in"));
  for (let tries = 0; tries < 2; tries += 1) {
    await expect(setAside(context, folder, "in/comm", sent, "done")).rejects.toBeInstanceOf(FileTrouble);
  }
  expect(readdirSync(join(folder, "done/in"))).toEqual([]);
});
