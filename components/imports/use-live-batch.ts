"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Batch, batchSchema } from "@/lib/contracts/batch";
import { workedOff } from "./batch-figures";
import { isOver } from "./batch-words";
import { addSample, type Sample } from "./pace";
import { batchQuery } from "./queries";

/** A browser has six connections to a server: a stream takes one for as long as it is open. */
const maxStreams = 2;
let openStreams = 0;

const pollEveryMs = 2_000;

/** A batch kept current by server-sent events, and by polling where they do not come. */
export function useLiveBatch(batchId: string) {
  const [isStreaming, setStreaming] = useState(false);
  const poll = ({ state }: { state: { data?: Batch } }) =>
    isStreaming || (state.data && isOver(state.data)) ? false : pollEveryMs;
  const query = useQuery({ ...batchQuery(batchId), refetchInterval: poll });
  const isOpen = query.data !== undefined && !isOver(query.data);
  useStream(batchId, isOpen, setStreaming);
  return { ...query, samples: useSamples(query.data) };
}

/** Puts what the stream tells into the cache of queries. */
function useStream(batchId: string, isOpen: boolean, onStreaming: (isStreaming: boolean) => void): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isOpen || openStreams >= maxStreams || typeof EventSource === "undefined") return;
    const stream = new EventSource(`/api/batches/${encodeURIComponent(batchId)}/events`);
    openStreams += 1;
    let isClosed = false;
    const close = () => {
      if (isClosed) return;
      isClosed = true;
      openStreams -= 1;
      stream.close();
      onStreaming(false);
    };
    const take = ({ data }: MessageEvent<string>) => {
      const batch = parseBatch(data);
      if (batch) client.setQueryData(batchQuery(batchId).queryKey, batch);
    };
    stream.onopen = () => onStreaming(true);
    stream.addEventListener("batch", take);
    stream.addEventListener("done", (event) => {
      take(event);
      close();
    });
    // a proxy that buffers, a server that stops: polling takes over
    stream.onerror = close;
    return close;
  }, [batchId, isOpen, client, onStreaming]);
}

function parseBatch(text: string): Batch | undefined {
  try {
    return batchSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** How many records were worked off at which time, while the batch is looked at. */
function useSamples(batch: Batch | undefined): readonly Sample[] {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    if (!batch || isOver(batch)) return;
    setSamples((before) => addSample(before, { atMs: Date.now(), done: workedOff(batch) }));
  }, [batch]);
  return samples;
}
