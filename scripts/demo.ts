import { DemoError } from "./demo/demo-error";
import { playLive } from "./demo/live";
import { loadDemo } from "./demo/load";
import { say } from "./demo/progress";
import { readSettings } from "./demo/settings";

/**
 * `node --import tsx scripts/demo.ts` loads the demo; with `--live` it plays on until SIGTERM.
 * Reads DATA_DIR, PUBLIC_URL or HOST and PORT, and DEMO_LIVE_RATE (events a second).
 */
const GIVE_UP_AFTER_MS = 120_000;

const stopping = new AbortController();
for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => stopping.abort());

try {
  const settings = await readSettings(process.env);
  if (process.argv.includes("--live")) await playLive(settings, stopping.signal);
  else await loadDemo(settings, { signal: stopping.signal, giveUpAfterMs: GIVE_UP_AFTER_MS });
} catch (error) {
  if (stopping.signal.aborted) say("stopped");
  else {
    if (!(error instanceof DemoError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
