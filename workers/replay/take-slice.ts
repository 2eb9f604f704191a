import type { PrismaClient } from "@/lib/storage/prisma";
import { listRejectForms, type RejectForm } from "@/lib/storage/replay/list-reject-forms";
import type { KeptReject, RejectSlice } from "@/lib/storage/replay/list-rejects";
import type { Decoded } from "@/workers/ingest/decode/decoded";
import type { Decode } from "@/workers/ingest/decode-pool/decode-pool";
import { type StageTools, type TakenThrough, takeThrough } from "@/workers/ingest/take-through";
import type { Reading } from "./create-reading";
import { rereadRejects } from "./reread-rejects";

/** What rejects of one batch need to go through the stages. */
export interface SliceTools {
  prisma: PrismaClient;
  decode: Decode;
  tools: StageTools;
  reading(): Promise<Reading>;
}

/** Rejects of one batch after the stages in front of the database. */
export interface TakenSlice {
  taken: TakenThrough;
  /** Records that stay rejected as they were. */
  unreadable: number[];
  unknownForm: number[];
}

/** Takes rejects of one batch through the stages, and writes nothing. */
export async function takeSlice(slice: RejectSlice, on: SliceTools): Promise<TakenSlice> {
  const { batchId, receivedAt, rejects } = slice;
  const [first = 0, last = 0] = [rejects[0]?.record, rejects.at(-1)?.record];
  const forms = await listRejectForms(on.prisma, [{ batchId, receivedAt, first, last }]);
  const outcomes = await rereadRejects(
    on.decode,
    rejects.map((reject) => ({ ...reject, form: formOf(forms, reject) })),
  );
  const decoded: Decoded[] = [];
  const kept = { unreadable: [] as number[], "unknown form": [] as number[] };
  for (const [index, outcome] of outcomes.entries()) {
    if ("kept" in outcome) kept[outcome.kept].push((rejects[index] as KeptReject).record);
    else decoded.push(outcome);
  }
  const taken = await takeThrough(on.tools, decoded, {
    ...(await on.reading()),
    receivedAt: Date.parse(receivedAt),
  });
  return { taken, unreadable: kept.unreadable, unknownForm: kept["unknown form"] };
}

/** How a record of a batch was written. */
export function formOf(forms: readonly RejectForm[], { record }: { record: number }): RejectForm | undefined {
  return forms.find(({ first, last }) => first <= record && record <= last);
}

/** The lines that messages of rejects begin with, so that they still do when the rest of them is another. */
export function linesOf(rejects: readonly Pick<KeptReject, "record" | "message">[]) {
  const messages = new Map(rejects.map(({ record, message }) => [record, message]));
  return {
    lineOf: (record: number) => {
      const [, line] = /^Line (\d{1,15}): /.exec(messages.get(record) ?? "") ?? [];
      return line === undefined ? undefined : Number(line);
    },
  };
}
