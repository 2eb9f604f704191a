import { basename } from "node:path";
import { type Accepted, acceptedSchema } from "@/lib/contracts/batch";
import type { IngestKind } from "@/lib/contracts/kinds";
import { type UploadState, uploadOffsetHeader, uploadStateSchema } from "@/lib/contracts/upload";
import { Unavailable } from "../cli-error";
import { type LocalFile, requireUnchanged } from "../files/local-file";
import { openBody } from "../files/open-body";
import { type ApiClient, asTrouble, type OnPause, requireTemporary, type Trouble } from "../http/api-client";
import type { Answer } from "../http/exchange";
import { Patience } from "../http/patience";

export interface Upload {
  file: LocalFile;
  kind: IngestKind;
  idempotencyKey: string;
}

export interface UploadOptions {
  /** How long to go on trying without getting on. */
  maxMs: number;
  /** Told how far into the file the sending is; goes back when a part has to be sent again. */
  onPosition?: (bytes: number) => void;
  /** Told once when it goes on where an earlier run was broken off. */
  onResume?: (state: UploadState) => void;
  onPause?: OnPause;
  /** Ends everything at once. */
  signal?: AbortSignal;
  /** Ends the waiting between two tries only. */
  stop?: AbortSignal;
}

export interface Uploaded {
  accepted: Accepted;
  /** `already`: an earlier run sent all of it, this one nothing. */
  how: "sent" | "resumed" | "already";
}

/**
 * Sends a file until the server has taken all of it in, going on after each break at the place the server tells.
 * @throws Refusal, Unavailable when it did not get on for `maxMs`, FileTrouble, Interrupted
 */
export async function uploadFile(client: ApiClient, upload: Upload, options: UploadOptions): Promise<Uploaded> {
  const { maxMs, signal, stop, onPause } = options;
  const patience = new Patience(maxMs);
  const pausing = AbortSignal.any([signal, stop].filter((one) => one !== undefined));
  /** Where each try began. */
  const starts: number[] = [];
  for (;;) {
    const outcome = await tryUpload(client, upload, options, (state) => {
      const offset = state?.offset ?? 0;
      if (state && starts.length === 0 && offset > 0) options.onResume?.(state);
      if (offset > Math.max(0, ...starts)) patience.renew();
      starts.push(offset);
    });
    // what is there already after a try of our own was sent by it: only its answer got lost
    if ("accepted" in outcome) return { ...outcome, how: howOf(starts) };
    await client.pause(patience, outcome, pausing, onPause);
  }
}

function howOf([first]: readonly number[]): Uploaded["how"] {
  if (first === undefined) return "already";
  return first > 0 ? "resumed" : "sent";
}

type Outcome = { accepted: Accepted } | Trouble;

async function tryUpload(
  client: ApiClient,
  upload: Upload,
  options: UploadOptions,
  onState: (state: UploadState | null) => void,
): Promise<Outcome> {
  const { file, kind, idempotencyKey } = upload;
  const { signal } = options;
  const headers = { "idempotency-key": idempotencyKey };
  try {
    await requireUnchanged(file);
    const told = await client.once(`/api/ingest/${kind}`, { method: "GET", headers, signal });
    const state = readState(told);
    if (state && "why" in state) return state;
    if (state?.accepted) return { accepted: state.accepted };
    onState(state);
    const answer = await send(client, upload, state?.offset ?? 0, options);
    if (answer.status < 300) {
      await requireUnchanged(file);
      return { accepted: parse(acceptedSchema, answer) };
    }
    // the server is still busy with the part that broke off, or knows another place: it is asked again
    if (isConflict(answer)) return { why: "the server is still taking in the part that was broken off" };
    return requireTemporary(answer);
  } catch (error) {
    return asTrouble(error, signal);
  }
}

async function send(client: ApiClient, upload: Upload, offset: number, options: UploadOptions): Promise<Answer> {
  const { file, kind, idempotencyKey } = upload;
  let position = file.encoding === null ? offset : 0;
  options.onPosition?.(position);
  const body = openBody(file, offset, (bytes) => {
    position += bytes;
    options.onPosition?.(position);
  });
  // for the console; a header is ASCII, and half a character cannot be encoded
  const fileName = encodeURIComponent(Buffer.from(basename(file.label)).toString());
  const headers = { "idempotency-key": idempotencyKey, "x-file-name": fileName, ...body.headers };
  const going = offset === 0 ? {} : { [uploadOffsetHeader]: String(offset) };
  return client.once(`/api/ingest/${kind}`, {
    method: "POST",
    headers: { ...headers, ...going },
    body: body.stream,
    signal: options.signal,
  });
}

/** Null when nothing is known under the key, also by a server that cannot resume. */
function readState(answer: Answer): UploadState | Trouble | null {
  if (answer.status === 404 || answer.status === 405) return null;
  if (answer.status < 300) return parse(uploadStateSchema, answer);
  return requireTemporary(answer);
}

function isConflict(answer: Answer): boolean {
  return answer.status === 409 && /"code"\s*:\s*"conflict"/.test(answer.text);
}

function parse<T>(schema: { parse: (value: unknown) => T }, answer: Answer): T {
  try {
    return schema.parse(JSON.parse(answer.text));
  } catch (cause) {
    throw new Unavailable("The server answers something that this client does not understand: is it AdvertiseX?", {
      cause,
    });
  }
}
