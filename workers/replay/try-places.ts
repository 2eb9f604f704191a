import { rejectReasonSchema } from "@/lib/contracts/reject-reasons";
import type { IssueFacts } from "@/lib/storage/replay/find-issue";
import { type RejectPlace, readRejects } from "@/lib/storage/replay/list-newest-rejects";
import { listRejectForms } from "@/lib/storage/replay/list-reject-forms";
import type { KeptReject } from "@/lib/storage/replay/list-rejects";
import type { RejectSpan } from "@/lib/storage/replay/reject-key";
import type { Decoded } from "@/workers/ingest/decode/decoded";
import type { IdentifiedRecord } from "@/workers/ingest/deduplicate/identify";
import type { MappedRecord } from "@/workers/ingest/map/map-records";
import type { RejectedRecord } from "@/workers/ingest/staged";
import { takeThrough } from "@/workers/ingest/take-through";
import { type Reread, rereadRejects } from "./reread-rejects";
import { formOf, type SliceTools } from "./take-slice";

/** What became of rejects in a trial. They are numbered from 1, the newest first, since they are of many batches. */
export interface Trial {
  /** With their new numbers. */
  kept: Pick<KeptReject, "record" | "message">[];
  decoded: Decoded[];
  mapped: MappedRecord[];
  passed: IdentifiedRecord[];
  rejected: RejectedRecord[];
  /** By number: epoch milliseconds. */
  receivedAt: Map<number, number>;
}

export function emptyTrial(): Trial {
  return { kept: [], decoded: [], mapped: [], passed: [], rejected: [], receivedAt: new Map() };
}

interface Read extends KeptReject {
  at: RejectPlace;
  number: number;
}

/** Tries the rejects at some places, and adds what became of them. */
export async function tryPlaces(
  on: SliceTools,
  places: readonly RejectPlace[],
  { trial, issue }: { trial: Trial; issue: IssueFacts },
): Promise<void> {
  const found = (await readRejects(on.prisma, places)).sort((a, b) => a.place - b.place);
  const first = trial.decoded.length + 1;
  const reads = found.map(
    (reject, index): Read => ({ ...reject, at: places[reject.place] as RejectPlace, number: first + index }),
  );
  const batches = [...byBatch(reads).values()];
  const forms = await listRejectForms(on.prisma, batches.map(spanOf));
  const toReread = reads.map((read) => {
    const ofBatch = forms.filter(({ batchId }) => batchId === read.at.batchId);
    return { ...read, record: read.number, form: formOf(ofBatch, read) };
  });
  const outcomes = await rereadRejects(on.decode, toReread);
  const decoded = reads.map((read, index) => note(trial, issue, read, outcomes[index]));
  for (const batch of batches) {
    const mine = batch.flatMap(({ number }) => decoded[number - first] ?? []);
    const receivedAt = Date.parse(batch[0]?.at.receivedAt ?? "");
    const taken = await takeThrough(on.tools, mine, { ...(await on.reading()), receivedAt });
    trial.mapped.push(...taken.mapped);
    trial.passed.push(...taken.candidates);
    trial.rejected.push(...taken.rejected);
  }
}

function byBatch(reads: readonly Read[]): Map<string, Read[]> {
  const batches = new Map<string, Read[]>();
  for (const read of reads) {
    const key = `${read.at.receivedAt} ${read.at.batchId}`;
    const batch = batches.get(key);
    if (batch) batch.push(read);
    else batches.set(key, [read]);
  }
  return batches;
}

function spanOf(batch: readonly Read[]): RejectSpan {
  const numbers = batch.map(({ record }) => record);
  const { batchId = "", receivedAt = "" } = batch[0]?.at ?? {};
  return { batchId, receivedAt, first: Math.min(...numbers), last: Math.max(...numbers) };
}

/** Adds a record to the trial. @returns it when it could be decoded; otherwise it is rejected as it was */
function note(
  trial: Trial,
  issue: IssueFacts,
  { number, at, message, raw }: Read,
  outcome: Reread | undefined,
): Decoded | undefined {
  trial.kept.push({ record: number, message });
  trial.receivedAt.set(number, Date.parse(at.receivedAt));
  if (outcome && !("kept" in outcome)) {
    trial.decoded.push(outcome);
    return outcome;
  }
  const told = message.replace(/^Line \d{1,15}: /, "");
  const reason = rejectReasonSchema.catch("unprocessable").parse(issue.reason);
  trial.decoded.push({ record: number, malformed: told, raw: () => raw });
  trial.rejected.push({ record: number, reason, field: issue.field, message: told, raw: () => raw });
  return undefined;
}
