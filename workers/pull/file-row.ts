import type { PulledFileRow } from "@/lib/storage/pull/upsert-pulled-file";
import type { ChosenFile } from "./choose-files";
import { maxAttempts, type Outcome } from "./outcome";

/** What is remembered of a file after a try; null for nothing. */
export function fileRow({ name, version, bytes, attempts }: ChosenFile, outcome: Outcome): PulledFileRow | null {
  const tried = { name, version, bytes, attempts: attempts + 1, batchId: null, records: null, error: null };
  switch (outcome.type) {
    case "taken":
      return { ...tried, state: "taken", batchId: outcome.accepted.batchId, records: outcome.accepted.records };
    case "refused": {
      const { batchId, records, error } = outcome;
      return { ...tried, state: "failed", batchId, records, error };
    }
    case "broken":
      return { ...tried, state: attempts + 1 >= maxAttempts ? "failed" : "retrying", error: outcome.error };
    case "left":
      return null;
  }
}
