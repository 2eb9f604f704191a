import type { QueryClient } from "@tanstack/react-query";
import { type LiveHint, liveChangeSchema, mergeHints } from "@/lib/contracts/live";
import { isTouched, type LivePace } from "./touched-queries";

/** A screen's main figures are asked for again at most so often, the others more rarely. */
const paces: Record<LivePace, number> = { soon: 2_500, later: 15_000 };
/** A tab that is out of sight for so long stops listening. */
const hiddenMs = 60_000;

/**
 * Listens to what changes, and has the cache ask again for what is on screen and touched. One connection a tab; it is
 * given up while the tab is out of sight, and everything is asked for once on return.
 * @returns what ends it
 */
export function followChanges(client: QueryClient): () => void {
  let source: EventSource | undefined;
  let hiddenTimer: ReturnType<typeof setTimeout> | undefined;
  const throttles = (Object.keys(paces) as LivePace[]).map(
    (pace) => new Throttle(paces[pace], (hint) => refetch(client, hint, pace)),
  );

  const open = () => {
    source ??= new EventSource("/api/live");
    source.addEventListener("changed", onChange);
  };
  const onChange = ({ data }: MessageEvent<string>) => {
    const change = liveChangeSchema.safeParse(readJson(data));
    if (change.success) for (const throttle of throttles) throttle.add(change.data);
  };
  const close = () => {
    source?.close();
    source = undefined;
  };
  const onVisibility = () => {
    clearTimeout(hiddenTimer);
    if (document.hidden) {
      hiddenTimer = setTimeout(close, hiddenMs);
      return;
    }
    if (source) return;
    open();
    void client.invalidateQueries({ predicate: ({ meta }) => meta?.live !== undefined });
  };
  open();
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    clearTimeout(hiddenTimer);
    close();
    for (const throttle of throttles) throttle.stop();
  };
}

function refetch(client: QueryClient, hint: LiveHint, pace: LivePace): void {
  void client.invalidateQueries(
    { predicate: (query) => isTouched(query, hint, pace) },
    // a slow answer is waited for, or a busy system would never get to one
    { cancelRefetch: false },
  );
}

/** Passes on what it is given at most once in a while, put together. */
class Throttle {
  #pending: LiveHint | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #passedAt = Number.NEGATIVE_INFINITY;

  constructor(
    readonly everyMs: number,
    readonly pass: (hint: LiveHint) => void,
  ) {}

  add(hint: LiveHint): void {
    this.#pending = mergeHints(this.#pending, hint);
    this.#timer ??= setTimeout(() => this.#flush(), Math.max(0, this.#passedAt + this.everyMs - performance.now()));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #flush(): void {
    this.#timer = undefined;
    this.#passedAt = performance.now();
    if (this.#pending) this.pass(this.#pending);
    this.#pending = null;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
