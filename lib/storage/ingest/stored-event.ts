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
  filterReason: string | null;
}

const missedSchema = z.array(z.object({ eventId: z.string() }));

/** Reads the ids that an insert left out, since their rows are there already. */
export function parseMissed(rows: unknown): string[] {
  return missedSchema.parse(rows).map((row) => row.eventId);
}
