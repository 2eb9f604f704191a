import { spawn } from "node:child_process";
import { StartFailure } from "./start-failure.mjs";

/**
 * Runs a command to its end and gives what it printed.
 * @param {readonly string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, failure: string }} options
 * @returns {Promise<string>}
 * @throws StartFailure with `failure` and the command's own last line
 */
export function runCommand([program, ...args], { env = process.env, onLine, failure }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const read = (piece) => {
      output = (output + piece).slice(-200_000);
      if (onLine) for (const line of String(piece).split("\n").filter(Boolean)) onLine(line);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", (error) => reject(new StartFailure(`${failure}: ${error.message}.`)));
    child.once("exit", (code) => {
      if (code === 0) resolve(output);
      else reject(new StartFailure(`${failure}: ${tellingLine(output) || `it ended with code ${code}`}`));
    });
  });
}

/** The line of an output that tells most: an error's if there is one, else the last. @param {string} output */
function tellingLine(output) {
  const lines = output
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.some((line) => line.includes("ENOSPC"))) return "the disk is full (ENOSPC).";
  return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? "";
}
