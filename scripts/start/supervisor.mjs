import { spawn } from "node:child_process";
import { join } from "node:path";
import { fullDiskHint } from "./disk.mjs";
import { LogFile } from "./log-file.mjs";

/**
 * @typedef {{ name: string, command: readonly string[], env?: NodeJS.ProcessEnv, stopWithinMs?: number }} Service
 * @typedef {{ service: Service, child: import("node:child_process").ChildProcess, startedAt: number, delayMs: number,
 *   tail: () => string }} Running
 */

const firstDelayMs = 500;
const longestDelayMs = 30_000;
/** A child that ran this long before it died starts again with the first delay. */
const steadyAfterMs = 60_000;

/** Starts children, starts one that dies again with a growing delay, and stops all in order. */
export class Supervisor {
  /** @type {Map<string, Running>} */
  #running = new Map();
  #stopping = false;

  /**
   * @param {{ logDir: string, warn: (line: string) => void, files?: import("./left-overs.mjs").RunningFiles }} options
   */
  constructor({ logDir, warn, files }) {
    this.logDir = logDir;
    this.warn = warn;
    this.files = files;
  }

  /** Starts a child under its name; services are stopped in the reverse order of their first start. @param {Service} service */
  start(service) {
    if (!this.#stopping) this.#spawn(service, firstDelayMs);
  }

  /** The last line that a child printed, for a message about it. @param {string} name */
  lastLine(name) {
    return this.#running.get(name)?.tail() ?? "";
  }

  /** Whether the child has ended and is not up again yet. @param {string} name */
  hasEnded(name) {
    const child = this.#running.get(name)?.child;
    return !child || hasExited(child);
  }

  /** @param {Service} service @param {number} delayMs */
  #spawn(service, delayMs) {
    const [program, ...args] = service.command;
    const log = new LogFile(join(this.logDir, `${service.name}.log`));
    let tail = "";
    const child = spawn(program, args, {
      env: { ...(service.env ?? process.env), ADVERTISEX_START_PID: String(process.pid) },
      stdio: ["ignore", "pipe", "pipe", ...(program === process.execPath ? ["ipc"] : [])],
      // a group of its own: a Ctrl-C of the terminal reaches only this process, which then stops the
      // children in order, and what a child itself has started can be ended with it
      detached: true,
    });
    const read = (piece) => {
      tail = (tail + piece).slice(-2000);
      log.write(piece);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code, signal) => {
      endGroup(child);
      this.#ended(service, signal ? `was ended by ${signal}` : `ended with code ${code}`);
    });
    child.once("error", (error) => {
      read(Buffer.from(`${error.message}\n`));
      // one that could not be started has no exit
      if (child.pid === undefined) this.#ended(service, "could not be started");
    });
    const lastLine = () => tail.trim().split("\n").at(-1) ?? "";
    this.#running.set(service.name, { service, child, startedAt: Date.now(), delayMs, tail: lastLine });
    this.files?.add(service.name, child.pid);
  }

  /** @param {Service} service @param {string} how */
  #ended(service, how) {
    this.files?.remove(service.name);
    const entry = this.#running.get(service.name);
    if (this.#stopping || !entry) return;
    const delayMs = Date.now() - entry.startedAt > steadyAfterMs ? firstDelayMs : entry.delayMs;
    const log = join(this.logDir, `${service.name}.log`);
    this.warn(`${service.name} ${how}${fullDiskHint(this.logDir)}; it starts again in ${delayMs / 1000} s (${log})`);
    setTimeout(() => {
      if (!this.#stopping) this.#spawn(service, Math.min(delayMs * 2, longestDelayMs));
    }, delayMs);
  }

  /** Stops the children one after the other, the last started first. @param {(line: string) => void} [say] */
  async stopAll(say = () => undefined) {
    this.#stopping = true;
    for (const [name, { service, child }] of [...this.#running].reverse()) {
      const started = Date.now();
      await stop(child, service.stopWithinMs ?? 20_000);
      say(`${name} stopped in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    }
  }

  /** Ends every child at once, for a person in a hurry. */
  killAll() {
    this.#stopping = true;
    for (const { child } of this.#running.values()) endGroup(child);
  }
}

/** @param {import("node:child_process").ChildProcess} child */
function hasExited(child) {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

/** @param {import("node:child_process").ChildProcess} child @param {number} withinMs */
async function stop(child, withinMs) {
  if (hasExited(child)) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const limit = setTimeout(() => endGroup(child), withinMs);
  await gone;
  clearTimeout(limit);
}

/** Ends a child with all that it has started. @param {import("node:child_process").ChildProcess} child */
function endGroup(child) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // nothing of it is left
  }
}
