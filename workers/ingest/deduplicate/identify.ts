import { createHash } from "node:crypto";
import type { EnrichedRecord } from "../enrich/enrich-events";

/** A record with what tells it from every other. */
export type IdentifiedRecord = EnrichedRecord & {
  eventId: string;
  /** Hex SHA-256 of the fields that the sender sent. */
  contentHash: string;
  /** The sender gave no time, so the time is no part of what the record is. */
  timeGivenByUs: boolean;
};

const idLength = 22;

/**
 * Gives each record its content hash, and those whose sender sent no event id an id made of it:
 * `h:` and 22 letters, 132 bits. Only what was sent counts, as we understood it, so that the same
 * record is the same in every format and spelling.
 */
export function identify(records: readonly EnrichedRecord[]): IdentifiedRecord[] {
  return records.map((record) => {
    const event: Record<string, unknown> = { ...record.event };
    const content = record.sent.map((name) => [name, event[name]] as const);
    const hash = createHash("sha256")
      .update(`${record.kind}\n${canonical(Object.fromEntries(content))}`)
      .digest();
    return {
      ...record,
      eventId: record.event.eventId ?? `h:${hash.toString("base64url").slice(0, idLength)}`,
      contentHash: hash.toString("hex"),
      timeGivenByUs: !record.sent.includes("occurredAt"),
    };
  });
}

/** JSON with the names of every object in order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = value as Record<string, unknown>;
  return `{${Object.keys(fields)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(fields[name])}`)
    .join()}}`;
}
