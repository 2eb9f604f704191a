import { type LiveChange, type LiveHint, mergeHints } from "@/lib/contracts/live";
import type { LiveHub } from "./live-hub";

const retryMs = 3_000;

export interface LiveEventOptions {
  hub: Pick<LiveHub, "listen">;
  /** Ends the events, when the client has gone. */
  signal: AbortSignal;
  /**
   * The campaigns that the listener may hear of, null for all. It is asked at the start and every `checkMs` again, and
   * throws for somebody who may not listen any more, which ends the events.
   */
  listOwn: () => Promise<ReadonlySet<string> | null>;
  /** Two events are at least so far apart. */
  everyMs: number;
  heartbeatMs: number;
  checkMs: number;
  lifeMs: number;
}

/**
 * Server-sent events (WHATWG HTML, "Server-sent events") that tell what changed, never of a campaign that the listener
 * may not see: `changed` with the campaigns and parts, a comment when there is nothing to tell for a while.
 */
export async function* liveEvents(options: LiveEventOptions): AsyncGenerator<string> {
  const { hub, signal, listOwn, everyMs, heartbeatMs, checkMs, lifeMs } = options;
  let pending: LiveHint | null = null;
  let wake = () => {};
  let own = await listOwn();
  const stop = hub.listen((hint) => {
    const mine = onlyOwn(hint, own);
    if (!mine) return;
    pending = mergeHints(pending, mine);
    wake();
  });
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const rise = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", rise);
        resolve();
      };
      const timer = setTimeout(rise, ms);
      wake = rise;
      signal.addEventListener("abort", rise);
    });
  const end = performance.now() + lifeMs;
  let checkedAt = performance.now();
  try {
    yield `retry: ${retryMs}\n\n`;
    for (let spokeAt = performance.now(); performance.now() < end && !signal.aborted; ) {
      if (performance.now() >= checkedAt + checkMs) {
        const now = await listOwn().catch(() => undefined);
        if (now === undefined) return;
        [own, checkedAt] = [now, performance.now()];
      }
      const restMs = spokeAt + (pending ? everyMs : heartbeatMs) - performance.now();
      if (restMs > 0) {
        await sleep(Math.min(restMs, end - performance.now(), checkedAt + checkMs - performance.now()));
        continue;
      }
      // taken before it is told: what comes while a slow reader takes it is told next
      const telling: LiveHint | null = pending;
      pending = null;
      spokeAt = performance.now();
      yield telling ? changeEvent(telling) : ": still here\n\n";
    }
  } finally {
    stop();
  }
}

/** What of a hint somebody may hear; null for nothing. Where the campaigns are not named, that something changed. */
function onlyOwn(hint: LiveHint, own: ReadonlySet<string> | null): LiveHint | null {
  if (own === null || hint.campaigns === null) return hint;
  const campaigns = hint.campaigns.filter((id) => own.has(id));
  return campaigns.length > 0 ? { ...hint, campaigns } : null;
}

function changeEvent(hint: LiveHint): string {
  const change: LiveChange = { ...hint, at: new Date().toISOString() };
  return `event: changed\ndata: ${JSON.stringify(change)}\n\n`;
}
