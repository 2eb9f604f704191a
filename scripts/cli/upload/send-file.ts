import { randomUUID } from "node:crypto";
import type { Accepted, Batch } from "@/lib/contracts/batch";
import type { IngestKind } from "@/lib/contracts/kinds";
import { CliError } from "../cli-error";
import { bytes, count, counted, duration } from "../figures";
import { type LocalFile, openLocalFile, type SaidFormat } from "../files/local-file";
import type { ApiClient } from "../http/api-client";
import type { Output } from "../output";
import type { FileProgress, Progress } from "../progress/progress";
import { idempotencyKey } from "./idempotency-key";
import { type Uploaded, uploadFile } from "./upload-file";
import { waitForBatch } from "./wait-for-batch";

/** What holds for all files of a command. */
export interface SendContext {
  client: ApiClient;
  output: Output;
  progress: Progress;
  kind: IngestKind;
  said: SaidFormat;
  /** How long to wait for the outcome; null not to. */
  waitMs: number | null;
  maxMs: number;
  /** Makes a new batch also of a file that was sent before. */
  isFresh: boolean;
  /** Ends everything at once. */
  signal?: AbortSignal;
  /** Ends the waiting between two tries. */
  stop?: AbortSignal;
  /** Ends the waiting for the outcome. */
  stopWaiting?: AbortSignal;
  /** What is under way, by key: two files of the same content are one batch, and sent one after the other. */
  underWay: Map<string, Promise<unknown>>;
}

export interface SentFile {
  label: string;
  kind: IngestKind;
  file: LocalFile | null;
  how: Uploaded["how"] | null;
  accepted: Accepted | null;
  batch: Batch | null;
  /** What went wrong with it. */
  error: CliError | null;
}

/** Sends one file and, if asked to, waits for what becomes of it. Throws nothing but faults of this program. */
export async function sendFile(context: SendContext, path: string, label = path): Promise<SentFile> {
  const sent: SentFile = { label, kind: context.kind, file: null, how: null, accepted: null, batch: null, error: null };
  const progress = context.progress.begin(label);
  try {
    await send(context, path, sent, progress);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    sent.error = error;
  } finally {
    progress.end();
  }
  return sent;
}

async function send(context: SendContext, path: string, sent: SentFile, progress: FileProgress): Promise<void> {
  const { client, kind, said, signal, waitMs, isFresh } = context;
  const { label } = sent;
  const onRead = (position: number, total: number) => progress.at("reading", position, total);
  const file = await openLocalFile(path, said, { label, onRead, signal });
  sent.file = file;
  const key = idempotencyKey(file, kind, isFresh ? randomUUID() : null);
  const uploaded = await afterOthers(context.underWay, key, () => upload(context, file, key, progress));
  sent.accepted = uploaded.accepted;
  sent.how = uploaded.how;
  if (waitMs === null) return;
  sent.batch = await waitForBatch(client, uploaded.accepted.batchId, {
    waitMs,
    signal: AbortSignal.any([signal, context.stopWaiting].filter((one) => one !== undefined)),
    onBatch: ({ received, pending }) => progress.at("processed", file.size * done(received, pending), file.size),
  });
}

function upload(context: SendContext, file: LocalFile, key: string, progress: FileProgress): Promise<Uploaded> {
  const { client, output, kind, maxMs, signal, stop } = context;
  const { label, size } = file;
  output.note(
    `${label}: ${bytes(size)} of ${file.contentType}${file.encoding ? ` (${file.encoding})` : ""} as ${kind}`,
  );
  return uploadFile(
    client,
    { file, kind, idempotencyKey: key },
    {
      maxMs,
      signal,
      stop,
      onPosition: (position) => progress.at("sent", position, size),
      onResume: ({ offset, records }) =>
        output.note(
          `${label}: an earlier run was broken off after ${counted(records, "record")}; goes on at byte ${count(offset)}`,
        ),
      onPause: (why, pauseMs) => output.note(`${label}: ${why}; tries again in ${duration(pauseMs)}`),
    },
  );
}

function done(received: number, pending: number): number {
  return received === 0 ? 1 : (received - pending) / received;
}

function afterOthers<Result>(underWay: Map<string, Promise<unknown>>, key: string, run: () => Promise<Result>) {
  const before = underWay.get(key) ?? Promise.resolve();
  const mine = before.then(run, run);
  underWay.set(key, mine);
  return mine.finally(() => {
    if (underWay.get(key) === mine) underWay.delete(key);
  });
}
