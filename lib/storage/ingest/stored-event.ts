import { z } from "zod";

/** What every stored event has; `occurredAt` is epoch milliseconds. */
export interface StoredEvent {
  eventId: string;
  occurredAt: number;
  userKey: string;
  campaignId: string;
  device: string;
  browser: string;
  os: string;
  country: string;
  /** Of the rules that mark it, `rule@version`. */
  marks: readonly string[];
  filterReason: string | null;
}

/** Marks as one text for each row, to be taken apart with `string_to_array(marks, ',')`; null for none. */
export function marksText({ marks }: Pick<StoredEvent, "marks">): string | null {
  return marks.length === 0 ? null : marks.join();
}

const missedSchema = z.array(z.object({ eventId: z.string() }));

/** Reads the ids that an insert left out, since their rows are there already. */
export function parseMissed(rows: unknown): string[] {
  return missedSchema.parse(rows).map((row) => row.eventId);
}
