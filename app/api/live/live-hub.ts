import type { LiveHint } from "@/lib/contracts/live";
import { getConnection } from "@/lib/stream/connection";
import { listenForChanges } from "@/lib/stream/live-hints";

type Listener = (hint: LiveHint) => void;

/** Hands the hints of one subscription on to everybody who listens in this process. */
export class LiveHub {
  readonly #listeners = new Set<Listener>();
  #subscribed: Promise<void> | undefined;

  /** @param subscribe is called once, at the first listener, and again if it failed */
  constructor(readonly subscribe: (onHint: Listener) => Promise<void>) {}

  /** @returns what ends it */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    this.#subscribed ??= this.subscribe((hint) => this.#tell(hint)).catch(() => {
      this.#subscribed = undefined;
    });
    return () => this.#listeners.delete(listener);
  }

  #tell(hint: LiveHint): void {
    for (const listener of this.#listeners) listener(hint);
  }
}

/** The hints of this installation's workers. */
export const liveHub = new LiveHub(async (onHint) => listenForChanges(await getConnection(), onHint));
