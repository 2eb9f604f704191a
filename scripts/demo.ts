import { DemoError } from "./demo/demo-error";
import { playLive } from "./demo/live";
import { loadDemo } from "./demo/load";
import { say } from "./demo/progress";
import { readSettings } from "./demo/settings";

/**
 * `node --import tsx scripts/demo.ts` loads the demo; with `--live` it plays on until SIGTERM.
 * Reads DATA_DIR, HOST and PORT or else PUBLIC_URL, and DEMO_LIVE_RATE (events a second).
 */
const GIVE_UP_AFTER_MS = 120_000;

const live = process.argv.includes("--live");
const stopping = new AbortController();
for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => stopping.abort());

try {
  const settings = await readSettings(process.env);
  if (live) await playLive(settings, stopping.signal);
  else await loadDemo(settings, { signal: stopping.signal, giveUpAfterMs: GIVE_UP_AFTER_MS });
} catch (error) {
  if (!stopping.signal.aborted && !(error instanceof DemoError)) throw error;
  say(stopping.signal.aborted ? "Stopped." : (error as DemoError).message);
  // live traffic ends by being stopped; a load that was stopped is not loaded
  process.exitCode = live && stopping.signal.aborted ? 0 : 1;
}
