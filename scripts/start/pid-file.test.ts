import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takePidFile } from "./pid-file.mjs";

const leftOver = "4194305 1";
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-pid-"));
  file = join(folder, "x.pid");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * A process that waits for a moment on the clock, and then takes the file again and again, each time one that
 * is left over anew; it says in which rounds it got it, and keeps it for the round.
 */
const contender = `
  const { takePidFile } = await import(process.argv[1]);
  const [, , folder, from] = process.argv;
  const won = [];
  for (let round = 0; round < 60; round += 1) {
    while (Date.now() < Number(from) + round * 25);
    if ("free" in takePidFile(folder + "/" + round + ".pid")) won.push(round);
  }
  console.log(JSON.stringify(won));
  setTimeout(() => {}, 60_000);`;

function compete(from: number): { won: Promise<number[]>; end: () => void } {
  const url = new URL("pid-file.mjs", import.meta.url).href;
  const child = spawn(process.execPath, ["--input-type=module", "-e", contender, url, folder, String(from)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const won = new Promise<number[]>((resolve) =>
    child.stdout.once("data", (said) => resolve(JSON.parse(String(said)))),
  );
  return { won, end: () => child.kill("SIGKILL") };
}

describe("takePidFile", () => {
  it("gives a file that is left over to one of those that come at once", async () => {
    for (let round = 0; round < 60; round += 1) writeFileSync(join(folder, `${round}.pid`), leftOver);
    const contenders = Array.from({ length: 4 }, () => compete(Date.now() + 1_500));
    const won = (await Promise.all(contenders.map((one) => one.won))).flat().sort((a, b) => a - b);
    for (const one of contenders) one.end();
    expect(won).toEqual(Array.from({ length: 60 }, (_, round) => round));
  });

  it("tells who has it, and frees it for the next one, leaving nothing beside it", () => {
    writeFileSync(file, leftOver);
    const first = takePidFile(file);
    expect(takePidFile(file)).toEqual({ holder: process.pid });
    expect(readdirSync(folder)).toEqual(["x.pid"]);
    if ("free" in first) first.free();
    expect(readdirSync(folder)).toEqual([]);
    expect(takePidFile(file)).toHaveProperty("free");
  });

  it("leaves a left-over file to the one that is just replacing it", () => {
    writeFileSync(file, leftOver);
    writeFileSync(`${file}.next`, readFileSync(takenByThisProcess(), "utf8"));
    expect(takePidFile(file)).toEqual({ holder: process.pid });
    expect(readFileSync(file, "utf8")).toBe(leftOver);
  });

  it("goes past one that ended while it was replacing the file", () => {
    writeFileSync(file, leftOver);
    writeFileSync(`${file}.next`, leftOver);
    expect(takePidFile(file)).toHaveProperty("free");
    expect(readdirSync(folder)).toEqual(["x.pid"]);
  });
});

function takenByThisProcess(): string {
  const other = join(folder, "other.pid");
  takePidFile(other);
  return other;
}
