import { spawn } from "node:child_process";
import { StartFailure } from "./start-failure.mjs";

/** The commands that run now, to be ended with the start script. @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * Runs a command to its end and gives what it printed to standard output.
 * @param {readonly string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, failure: string }} options
 * @returns {Promise<string>}
 * @throws StartFailure with `failure` and the command's own most telling line
 */
export function runCommand([program, ...args], { env = process.env, onLine, failure }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...env, ADVERTISEX_START_PID: String(process.pid) },
      // the channel lets a script of ours notice that this process is gone (follow-parent.mjs)
      stdio: ["ignore", "pipe", "pipe", ...(args.some((arg) => arg.includes("follow-parent")) ? ["ipc"] : [])],
      // a group of its own, so that what the command itself starts can be ended with it
      detached: true,
    });
    running.add(child);
    const printed = gather(child.stdout, onLine);
    const complained = gather(child.stderr, onLine);
    child.once("error", (error) => {
      running.delete(child);
      reject(new StartFailure(`${failure}: ${error.message}.`));
    });
    child.once("close", (code) => {
      running.delete(child);
      if (code === 0) resolve(printed());
      else reject(new StartFailure(`${failure}: ${tellingLine(complained(), printed(), code)}`));
    });
  });
}

/** Asks the commands that still run to end, with all that they started, and ends what does not within `withinMs`. */
export async function endCommands(withinMs = 10_000) {
  await Promise.all(
    [...running].map((child) => {
      // closed once nobody holds its output any more, what it started included
      const gone = new Promise((resolve) => child.once("close", resolve));
      signalGroup(child, "SIGTERM");
      const limit = setTimeout(() => signalGroup(child, "SIGKILL"), withinMs);
      return gone.then(() => {
        clearTimeout(limit);
        signalGroup(child, "SIGKILL");
      });
    }),
  );
}

/** Ends at once every command that still runs, with all that they started. */
export function killCommands() {
  for (const child of running) signalGroup(child, "SIGKILL");
}

/** @param {import("node:child_process").ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // nothing of it is left
  }
}

/**
 * Keeps the end of a stream, and hands its lines on as they come.
 * @param {import("node:stream").Readable} stream
 * @param {((line: string) => void) | undefined} onLine
 */
function gather(stream, onLine) {
  let text = "";
  let rest = "";
  stream.setEncoding("utf8").on("data", (piece) => {
    text = (text + piece).slice(-200_000);
    if (!onLine) return;
    const lines = (rest + piece).split("\n");
    rest = (lines.pop() ?? "").slice(-10_000);
    for (const line of lines) if (line.trim()) onLine(line);
  });
  stream.on("end", () => rest.trim() && onLine?.(rest));
  return () => text;
}

/** The line that tells most: of an error if there is one, else the last. */
function tellingLine(complained, printed, code) {
  if (/ENOSPC|No space left on device/.test(complained + printed)) return "the disk is full (ENOSPC).";
  const lines = `${printed}\n${complained}`
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !/^(at |npm (warn|notice))/.test(line));
  return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? `it ended with code ${code}.`;
}
