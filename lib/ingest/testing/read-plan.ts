import type { BodySource, PartOptions } from "@/lib/ingest/body/body-plan";
import { planBody } from "@/lib/ingest/body/plan-body";
import { latin1 } from "./cut-body";
import { streamOf } from "./door";

export interface ReadPart {
  name: string | null;
  format: string;
  /** Each cut, one character a byte. */
  cuts: string[];
  memory: string | undefined;
}

export interface ReadPlan {
  parts: ReadPart[];
  error: { name: string; code: string; message: string; byteOffset?: number } | undefined;
}

/** Reads all of a body by its plan, as the door does. */
export async function readPlan(
  headers: { contentType: string; contentEncoding?: string },
  pieces: readonly Uint8Array[],
  options: Partial<PartOptions> = {},
): Promise<ReadPlan> {
  const parts: ReadPart[] = [];
  const limits = { maxRecordBytes: 4 * 1024 * 1024, findSchema: async () => undefined, ...options };
  try {
    const plan = planBody({ ...sourceOf(pieces), contentEncoding: null, ...headers });
    for await (const { name, format, splitter, pieces: text } of plan.parts(limits, { bytes: 0 })) {
      const cuts: string[] = [];
      const part: ReadPart = { name, format, cuts, memory: undefined };
      parts.push(part);
      for await (const piece of text) for (const cut of splitter.push(piece)) cuts.push(latin1(cut.bytes));
      for (const cut of splitter.end()) cuts.push(latin1(cut.bytes));
      part.memory = splitter.memory;
    }
  } catch (error) {
    const { name, code, message, byteOffset } = error as NonNullable<ReadPlan["error"]>;
    return { parts, error: { name, code, message, ...(byteOffset !== undefined && { byteOffset }) } };
  }
  return { parts, error: undefined };
}

function sourceOf(pieces: readonly Uint8Array[]): Omit<BodySource, "contentType" | "contentEncoding"> {
  return { contentLength: null, body: streamOf(pieces), signal: new AbortController().signal };
}
