import { StartFailure } from "./start-failure.mjs";

// a terminal that was closed must not end what still has to stop in order
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const colour =
  process.stdout.isTTY && !process.env.NO_COLOR ? (code, text) => `\x1b[${code}m${text}\x1b[0m` : (_code, text) => text;

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** A line about something that went wrong while the product runs. @param {string} line */
export function warn(line) {
  process.stderr.write(`${colour(33, "!")} ${new Date().toISOString().slice(11, 19)} ${line}\n`);
}

/**
 * Runs a step and writes one line with its time. Steps may run side by side: a line comes at the end of each.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work gives a value; a string is shown behind the label
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const started = Date.now();
  try {
    const result = await work();
    const detail = typeof result === "string" && result !== "" ? `: ${result}` : "";
    say(`${colour(32, "✓")} ${label}${detail} ${colour(2, seconds(started))}`);
    return result;
  } catch (error) {
    say(`${colour(31, "✗")} ${label} ${colour(2, seconds(started))}`);
    throw error;
  }
}

/** @param {number} started */
function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

/** The end of a start that did not work: a sentence for what is known, a trace for what is not. @param {unknown} error */
export function tellFailure(error) {
  if (error instanceof StartFailure)
    process.stderr.write(`${colour(31, "AdvertiseX cannot start.")} ${error.message}\n`);
  else
    process.stderr.write(
      `${colour(31, "AdvertiseX cannot start, for a reason it does not know:")} ${error?.stack ?? error}\n`,
    );
}
