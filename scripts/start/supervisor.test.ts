import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
// @ts-expect-error the start scripts are plain JavaScript, since nothing is installed when they run
import { identity } from "./processes.mjs";
// @ts-expect-error the start scripts are plain JavaScript, since nothing is installed when they run
import { Supervisor } from "./supervisor.mjs";

let folder: string;
let warnings: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-supervisor-"));
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "");

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !condition(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(condition()).toBe(true);
}

describe("Supervisor", () => {
  it("starts a child again that died, says so in one line, and keeps what it printed", async () => {
    const supervisor = new Supervisor({ logDir: folder, warn: (line: string) => warnings.push(line) });
    supervisor.start({
      name: "dies",
      command: [process.execPath, "-e", "console.log('up'); setTimeout(() => process.exit(3), 50)"],
    });
    await until(() => read("dies.log").split("up").length > 2);
    expect(warnings[0]).toMatch(/^dies ended with code 3; it starts again in 0\.5 s \(.*dies\.log\)$/);
    await supervisor.stopAll();
  });

  it("stops the last started first, and waits for each", async () => {
    const supervisor = new Supervisor({ logDir: folder, warn: (line: string) => warnings.push(line) });
    const slow =
      "process.on('SIGTERM', () => setTimeout(() => process.exit(0), 150)); console.log('up'); setInterval(() => {}, 1000)";
    for (const name of ["first", "second"]) supervisor.start({ name, command: [process.execPath, "-e", slow] });
    await until(() => read("first.log").includes("up") && read("second.log").includes("up"));
    const stopped: string[] = [];
    await supervisor.stopAll((line: string) => stopped.push(line.split(" ")[0] ?? ""));
    expect(stopped).toEqual(["second", "first"]);
    expect(warnings).toEqual([]);
  });

  it("kills a child that does not stop in its time", async () => {
    const supervisor = new Supervisor({ logDir: folder, warn: (line: string) => warnings.push(line) });
    const deaf = "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)";
    supervisor.start({ name: "deaf", command: [process.execPath, "-e", deaf], stopWithinMs: 200 });
    await until(() => read("deaf.log").includes("up"));
    await supervisor.stopAll();
    expect(supervisor.hasEnded("deaf")).toBe(true);
  });

  it("leaves no Node child behind when it is itself ended by signal 9", async () => {
    const at = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
    const lives = "console.log(process.pid); setInterval(() => {}, 1000)";
    const parent = spawn(process.execPath, [
      "--input-type=module",
      "-e",
      `const { Supervisor } = await import(${at("supervisor.mjs")});
       new Supervisor({ logDir: ${JSON.stringify(folder)}, warn: () => {} }).start({
         name: "lives", command: [process.execPath, "--import", ${at("follow-parent.mjs")}, "-e", ${JSON.stringify(lives)}] });`,
    ]);
    await until(() => read("lives.log") !== "");
    const pid = Number(read("lives.log"));
    expect(identity(pid)).not.toBe("");
    parent.kill("SIGKILL");
    await until(() => identity(pid) === "");
  });
});
