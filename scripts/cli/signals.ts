import { Interrupted } from "./cli-error";

const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A signal that is aborted by Ctrl-C and its kin; the next one then ends the process at once. */
export function abortOnSignals(): { signal: AbortSignal; release: () => void } {
  const ending = new AbortController();
  const release = listen(() => {
    release();
    ending.abort(new Interrupted());
  });
  return { signal: ending.signal, release };
}

export interface Stopping {
  /** The first signal: nothing new is begun. */
  stop: AbortSignal;
  /** Some seconds later: what became of a file is not waited for any longer. */
  stopWaiting: AbortSignal;
  /** The second signal: everything ends. */
  signal: AbortSignal;
  release(): void;
}

/** As {@link abortOnSignals}, in steps. @param onStop told at the first signal */
export function stopOnSignals(onStop: () => void, graceMs = 10_000): Stopping {
  const [stopping, waiting, ending] = [new AbortController(), new AbortController(), new AbortController()];
  let timer: NodeJS.Timeout | undefined;
  const unlisten = listen(() => {
    if (stopping.signal.aborted) return ending.abort(new Interrupted());
    onStop();
    stopping.abort(new Interrupted());
    timer = setTimeout(() => waiting.abort(new Interrupted()), graceMs);
  });
  const release = () => {
    clearTimeout(timer);
    unlisten();
  };
  return { stop: stopping.signal, stopWaiting: waiting.signal, signal: ending.signal, release };
}

function listen(onSignal: () => void): () => void {
  for (const name of endings) process.on(name, onSignal);
  return () => {
    for (const name of endings) process.off(name, onSignal);
  };
}
