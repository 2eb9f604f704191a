import type { ChunkHeader } from "@/lib/contracts/chunk";
import { encodeFrames } from "@/lib/contracts/frames";
import type { RejectForm } from "@/lib/storage/replay/list-reject-forms";
import type { Decoded } from "@/workers/ingest/decode/decoded";
import type { Decode } from "@/workers/ingest/decode-pool/decode-pool";

/** What was kept of a rejected record, and how it was written. */
export interface ToReread {
  record: number;
  /** What it is rejected for. */
  reason: string;
  raw: Uint8Array;
  form: Pick<RejectForm, "format" | "header" | "delimiter"> | undefined;
}

/** A record as its decoder gave it, or why there is none: it stays rejected as it was. */
export type Reread = Decoded | { kept: "unreadable" | "unknown form" };

/** As the door cuts chunks. */
const maxRecords = 500;
const maxBytes = 256 * 1024;

/**
 * Decodes rejected records once more, by the decoder of their format; what Avro records held was kept as JSON, with
 * every digit and byte (decode-pool/pack.ts), so that they come back as JSON. What could not be decoded, when it
 * arrived or now, stays what it was: of a broken block or chunk only the first record has bytes, and they
 * are the whole of it.
 * @returns one outcome each, in their order
 */
export async function rereadRejects(decode: Decode, rejects: readonly ToReread[]): Promise<Reread[]> {
  const outcomes = rejects.map((reject): Reread => ({ kept: isRecord(reject) ? "unknown form" : "unreadable" }));
  const alike = new Map<string, number[]>();
  for (const [index, reject] of rejects.entries()) {
    if (!isRecord(reject) || !isKnown(reject.form)) continue;
    if (hasBrokenHeader(reject)) {
      outcomes[index] = { kept: "unreadable" };
      continue;
    }
    const key = reject.form.format === "csv" ? `${reject.form.delimiter}${reject.form.header}` : "";
    alike.set(key, [...(alike.get(key) ?? []), index]);
  }
  for (const indexes of alike.values()) {
    for (const slice of bySize(indexes, rejects)) {
      const group = slice.map((index) => rejects[index] as ToReread);
      for (const [place, outcome] of (await decodeAlike(decode, group)).entries()) {
        outcomes[slice[place] as number] = outcome;
      }
    }
  }
  return outcomes;
}

function isKnown(form: ToReread["form"]): form is NonNullable<ToReread["form"]> {
  return form !== undefined && (form.format !== "csv" || form.header !== null);
}

/** `Obj` and 1 begin an Avro file, a zero the length of a chunk's first frame (lib/contracts/frames.ts). */
function isRecord({ reason, raw }: ToReread): boolean {
  if (raw.byteLength === 0) return false;
  if (reason !== "malformed_record" && reason !== "unprocessable") return true;
  const isContainer = raw[0] === 0x4f && raw[1] === 0x62 && raw[2] === 0x6a && raw[3] === 1;
  return raw[0] !== 0 && !isContainer;
}

/** A header line that was no UTF-8 is kept with U+FFFD in it, and would seem to be read now. */
function hasBrokenHeader({ reason, form }: ToReread): boolean {
  return reason === "malformed_record" && form?.format === "csv" && form.header?.includes("\ufffd") === true;
}

function* bySize(indexes: readonly number[], rejects: readonly ToReread[]): Generator<number[]> {
  let slice: number[] = [];
  let bytes = 0;
  for (const index of indexes) {
    const size = rejects[index]?.raw.byteLength ?? 0;
    if (slice.length === maxRecords || (slice.length > 0 && bytes + size > maxBytes)) {
      yield slice;
      slice = [];
      bytes = 0;
    }
    slice.push(index);
    bytes += size;
  }
  if (slice.length > 0) yield slice;
}

/** One that its decoder could not cope with has taken the others with it, so each is tried by itself then. */
async function decodeAlike(decode: Decode, group: readonly ToReread[]): Promise<Reread[]> {
  const decoded = await decode(headerOf(group), bytesOf(group));
  const mayBeOthers = group.length > 1 && decoded.some((outcome) => "unprocessable" in outcome);
  if (mayBeOthers) {
    const alone: Reread[] = [];
    for (const reject of group) alone.push(...(await decodeAlike(decode, [reject])));
    return alone;
  }
  return group.map(({ record, reason, raw }, index): Reread => {
    const outcome = decoded[index];
    if (!outcome || ("malformed" in outcome && reason === "malformed_record")) return { kept: "unreadable" };
    return { ...outcome, record, raw: () => raw };
  });
}

function headerOf(group: readonly ToReread[]): ChunkHeader {
  const form = group[0]?.form;
  const isCsv = form?.format === "csv";
  return {
    batchId: "replay",
    sourceId: "replay",
    kind: "impressions",
    format: isCsv ? "csv" : "json",
    chunkNo: 0,
    firstRecord: 1,
    records: group.length,
    receivedAt: new Date(0).toISOString(),
    ...(isCsv && form.delimiter !== null ? { delimiter: form.delimiter } : {}),
  };
}

function bytesOf(group: readonly ToReread[]): Uint8Array {
  const form = group[0]?.form;
  const header = form?.format === "csv" ? [new TextEncoder().encode(form.header ?? "")] : [];
  return encodeFrames([...header, ...group.map(({ raw }) => raw)]);
}
