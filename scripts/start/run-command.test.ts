import { afterEach, describe, expect, it } from "vitest";
// @ts-expect-error the start scripts are plain JavaScript, since nothing is installed when they run
import { endCommands, killCommands, runCommand } from "./run-command.mjs";

afterEach(() => killCommands());

/** A command that starts another process, says its number, and waits for it. */
const family = (child: string) => [
  process.execPath,
  "-e",
  `const { spawn } = require("node:child_process");
   const child = spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: ["ignore", "pipe", "ignore"] });
   child.stdout.once("data", () => console.log(child.pid));
   setInterval(() => {}, 1000);`,
];

async function start(child: string): Promise<{ grandchild: number; ended: Promise<string> }> {
  let tell: (line: string) => void = () => undefined;
  const said = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const ended = runCommand(family(child), { failure: "no", onLine: tell }).then(
    () => "well",
    (error: Error) => error.message,
  );
  return { grandchild: Number(await said), ended };
}

async function isGone(pid: number): Promise<boolean> {
  for (let turn = 0; turn < 100; turn += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

describe("endCommands", () => {
  it.each([
    ["what a command has started", "console.log('up'); setInterval(() => {}, 1000)"],
    ["what does not listen", "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"],
  ])("ends %s too", async (_name, child) => {
    const { grandchild, ended } = await start(child);
    await endCommands(500);
    expect(await ended).toMatch(/^no: /);
    expect(await isGone(grandchild)).toBe(true);
  });

  it("has nothing to wait for when a command could not be started", async () => {
    await expect(runCommand(["/no/such/program"], { failure: "no" })).rejects.toThrow(/^no: spawn/);
    await endCommands();
  });
});

it("killCommands ends a command and what it has started at once", async () => {
  const { grandchild, ended } = await start(
    "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)",
  );
  killCommands();
  await ended;
  expect(await isGone(grandchild)).toBe(true);
});
