export interface EventStreamOptions {
  /** Fires when the client has gone. */
  signal: AbortSignal;
  /** Is called once, however it ends. */
  onEnd: () => void;
}

/**
 * Answers with server-sent events as they are made; none is made before the client has taken the one before.
 * @param makeEvents gets a signal that ends an event that is being waited for
 */
export function eventStream(
  makeEvents: (gone: AbortSignal) => AsyncGenerator<string>,
  { signal, onEnd }: EventStreamOptions,
): Response {
  const gone = new AbortController();
  const events = makeEvents(gone.signal);
  const end = () => {
    if (gone.signal.aborted) return;
    signal.removeEventListener("abort", end);
    gone.abort();
    // between two events nothing waits, and only this gives back what the events hold
    void events.return(undefined);
    onEnd();
  };
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  return new Response(bodyOf(events, end), {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // no-transform: compressed, an event would wait for more to compress with
      "cache-control": "no-store, no-transform",
      // a proxy such as nginx would hold the answer back until it is whole
      "x-accel-buffering": "no",
    },
  });
}

function bodyOf(events: AsyncGenerator<string>, end: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isCancelled = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await events.next();
        if (isCancelled) return;
        if (!next.done) return controller.enqueue(encoder.encode(next.value));
        end();
        controller.close();
      },
      cancel() {
        isCancelled = true;
        end();
      },
    },
    { highWaterMark: 0 },
  );
}
