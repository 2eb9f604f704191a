import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
// @ts-expect-error the start scripts are plain JavaScript, since nothing is installed when they run
import { RunningFiles } from "./left-overs.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-left-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("RunningFiles", () => {
  it("ends what an earlier start left, and waits until it is gone", async () => {
    const slow =
      "process.on('SIGTERM', () => setTimeout(() => process.exit(), 200)); console.log('up'); setInterval(() => {}, 1000)";
    const child = spawn(process.execPath, ["-e", slow], { stdio: ["ignore", "pipe", "ignore"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const gone = new Promise((resolve) => child.once("exit", resolve));
    new RunningFiles(folder).add("slow", child.pid);
    expect(await new RunningFiles(folder).endLeftOvers()).toEqual(["slow"]);
    expect(await gone).toBe(0);
    expect(readdirSync(join(folder, "run"))).toEqual([]);
  });

  it("leaves a later process of the same number alone", async () => {
    const files = new RunningFiles(folder);
    writeFileSync(join(folder, "run", "other.pid"), `${process.pid} 1`);
    expect(await files.endLeftOvers()).toEqual([]);
  });
});
