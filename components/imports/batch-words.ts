import { formatInteger } from "@/components/ui/format";
import type { StatusTone } from "@/components/ui/status-dot";
import type { Batch } from "@/lib/contracts/batch";
import type { IngestKind } from "@/lib/contracts/kinds";

export const kindNames: Record<IngestKind, string> = {
  impressions: "Impressions",
  clicks: "Clicks",
  conversions: "Conversions",
  interactions: "Clicks and conversions",
  "bid-requests": "Bid requests",
};

export const stateNames: Record<Batch["state"], string> = {
  receiving: "receiving",
  processing: "processing",
  done: "done",
  failed: "failed",
};

export const viaNames: Record<Batch["via"], string> = {
  api: "API",
  console: "console",
  pull: "pull",
  correction: "correction",
};

/** How a batch came, after the name of its source. */
export const viaPhrases: Record<Batch["via"], string> = {
  api: "by the API",
  console: "by the console",
  pull: "by a pull",
  correction: "as a correction",
};

/** Whether nothing more will come of it by itself. */
export function isOver({ state }: Pick<Batch, "state">): boolean {
  return state === "done" || state === "failed";
}

/** The state in words; done with rejects is not all there is to do. */
export function stateText({ state, rejected }: Pick<Batch, "state" | "rejected">): string {
  return state === "done" && rejected > 0 ? "done, with rejects" : stateNames[state];
}

/** Done with rejects is not the green of done without. */
export function stateTone({ state, rejected }: Pick<Batch, "state" | "rejected">): StatusTone {
  if (state === "failed") return "danger";
  if (state === "done") return rejected > 0 ? "warning" : "success";
  return "info";
}

/** What a batch is called: its file, else its id. */
export function batchTitle({ fileName, batchId }: Pick<Batch, "fileName" | "batchId">): string {
  return fileName ?? batchId;
}

/** `(1, "record")` → "1 record", `(2, "record")` → "2 records". */
export function counted(count: number, noun: string): string {
  return `${formatInteger(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** What became of the records so far, in one sentence without its full stop. */
export function outcomeText(batch: Pick<Batch, "received" | "stored" | "duplicate" | "rejected" | "pending">): string {
  const { received, stored, duplicate, rejected, pending } = batch;
  if (received === 0) return "It held no records";
  if (stored === received)
    return received === 1 ? "The one record is stored" : `All ${counted(received, "record")} are stored`;
  if (duplicate === received)
    return `${counted(received, "record")}, all of them stored before: nothing was stored twice`;
  const parts = [
    [stored, "stored"],
    [duplicate, duplicate === 1 ? "duplicate" : "duplicates"],
    [rejected, "rejected"],
    [pending, "pending"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${formatInteger(count)} ${word}`);
  return `${counted(received, "record")}: ${told.join(", ")}`;
}
