import { useSyncExternalStore } from "react";
import { ApiError } from "@/lib/http/browser/api";
import {
  type Choice,
  type ImportAction,
  type ImportItem,
  isUnderWay,
  type Look,
  type Problem,
  reduceImports,
  wholeChoice,
} from "./import-item";
import { importKey } from "./import-key";
import { inspectFile, sendImport } from "./import-requests";
import { createSlots } from "./import-slots";

/**
 * The files of this browser tab and their uploads. They live beside React, so that an upload goes on
 * while the person looks at another screen, and its card is there when they come back.
 */
let items: readonly ImportItem[] = [];
const nothing: readonly ImportItem[] = [];
const listeners = new Set<() => void>();
const uploads = new Map<string, AbortController>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** When sending under a key began, on the clock of `performance`: a broken upload that goes on began with its first try. */
const firstSentAt = new Map<string, number>();

/** A browser has six connections to a server; the screen needs some of them. */
const uploadSlots = createSlots(2);
const inspectionSlots = createSlots(2);
const progressEveryMs = 200;
/** Of a large file it is asked first whether it is there: sending it again would take long. */
const worthAskingBytes = 8 * 1024 * 1024;

function dispatch(action: ImportAction): void {
  items = reduceImports(items, action);
  if (items.some(isUnderWay)) window.addEventListener("beforeunload", warn);
  else window.removeEventListener("beforeunload", warn);
  for (const listener of listeners) listener();
}

/** The browser asks whether to leave. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function find(id: string): ImportItem | undefined {
  return items.find((item) => item.id === id);
}

async function look(id: string): Promise<void> {
  const item = find(id);
  if (!item) return;
  const { reading } = item.choice;
  const seen = await inspectFile(item.file, reading).then(
    (inspection): Look => ({ name: "seen", inspection }),
    (error): Look => ({ name: "unseen", problem: problemOf(error) }),
  );
  // it was to be read in another way meanwhile: that look follows
  if (find(id)?.choice.reading === reading) dispatch({ type: "look", id, look: seen });
}

async function upload(id: string): Promise<void> {
  const item = find(id);
  const choice = item && wholeChoice(item.choice);
  if (!item || !choice || item.phase.name !== "queued") return;
  const controller = new AbortController();
  uploads.set(id, controller);
  dispatch({ type: "phase", id, phase: { name: "sending", samples: [{ atMs: Date.now(), done: 0 }] } });
  try {
    const idempotencyKey = await importKey(item.file, choice, item.salt);
    const isRepeated = firstSentAt.has(idempotencyKey);
    const startedAt = firstSentAt.get(idempotencyKey) ?? performance.now();
    firstSentAt.set(idempotencyKey, startedAt);
    const sent = await sendImport({
      file: item.file,
      choice,
      idempotencyKey,
      mayBeThere: isRepeated || item.file.size > worthAskingBytes,
      signal: controller.signal,
      onProgress: throttled((done) => dispatch({ type: "progress", id, sample: { atMs: Date.now(), done } })),
    });
    firstSentAt.delete(idempotencyKey);
    const sentSinceMs = sent.answeredAtMs === null ? null : sent.answeredAtMs - (performance.now() - startedAt);
    const isKnown = (sent.wasThere && !isRepeated) || null;
    dispatch({ type: "phase", id, phase: { name: "accepted", accepted: sent.accepted, isKnown, sentSinceMs } });
  } catch (error) {
    if (!controller.signal.aborted) stop(id, error);
  } finally {
    if (uploads.get(id) === controller) uploads.delete(id);
  }
}

/** Waits where the server says for how long; anything else is the person's to decide. */
function stop(id: string, error: unknown): void {
  const problem = problemOf(error);
  const seconds = error instanceof ApiError && [429, 503].includes(error.status) ? error.retryAfterSeconds : undefined;
  if (seconds === undefined) {
    dispatch({ type: "phase", id, phase: { name: "broken", problem } });
    return;
  }
  const waitMs = Math.max(seconds, 1) * 1000;
  const untilMs = Date.now() + waitMs;
  dispatch({ type: "phase", id, phase: { name: "paused", untilMs, message: problem.message } });
  timers.set(
    id,
    setTimeout(() => find(id)?.phase.name === "paused" && importStore.send(id), waitMs),
  );
}

function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return { code: "unreadable", message: `The browser could not read the file: ${message}`, status: 0 };
}

function throttled(report: (done: number) => void): (done: number) => void {
  let lastAt = 0;
  return (done) => {
    if (performance.now() - lastAt < progressEveryMs) return;
    lastAt = performance.now();
    report(done);
  };
}

function release(id: string): void {
  uploads.get(id)?.abort();
  clearTimeout(timers.get(id));
  timers.delete(id);
}

export const importStore = {
  /** Takes files in, and looks at the beginning of each. */
  add(files: readonly File[]): void {
    const added = files.map((file) => ({ id: newId(), file }));
    dispatch({ type: "added", items: added });
    for (const { id } of added) inspectionSlots.run(() => look(id));
  },

  /** Looks once more: after a fault, or since it is to be read in another way. */
  inspect(id: string): void {
    dispatch({ type: "look", id, look: { name: "looking" } });
    inspectionSlots.run(() => look(id));
  },

  choose(id: string, choice: Partial<Choice>): void {
    dispatch({ type: "chosen", id, choice });
  },

  /** Sends a file as it is chosen; once more under the same key, when it was sent before. */
  send(id: string): void {
    clearTimeout(timers.get(id));
    dispatch({ type: "phase", id, phase: { name: "queued" } });
    uploadSlots.run(() => upload(id));
  },

  /** Back to the choice, whether it waits or is being sent. */
  cancel(id: string): void {
    release(id);
    dispatch({ type: "phase", id, phase: { name: "choosing" } });
  },

  /** Back to the choice under a new key: sending it then makes another batch. */
  renew(id: string): void {
    dispatch({ type: "renewed", id, salt: newId() });
  },

  remove(ids: readonly string[]): void {
    for (const id of ids) release(id);
    dispatch({ type: "removed", ids });
  },
};

/** Not crypto.randomUUID, which is missing on a page that came by plain http. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The files of this tab, the newest first. */
export function useImports(): readonly ImportItem[] {
  return useSyncExternalStore(
    subscribe,
    () => items,
    () => nothing,
  );
}
