import { hash } from "node:crypto";
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
    const contentHash = hash("sha256", `${record.kind} ${contentOf(record)}`);
    return {
      eventId: record.event.eventId ?? idOf(contentHash),
      contentHash,
      timeGivenByUs: !record.sent.includes("occurredAt"),
      ...record,
    };
  });
}

function idOf(contentHash: string): string {
  return `h:${Buffer.from(contentHash, "hex").toString("base64url").slice(0, idLength)}`;
}

/** The sent fields as JSON, in the order of their names. */
function contentOf({ event, sent }: EnrichedRecord): string {
  const values = event as Record<string, unknown>;
  return sent
    .toSorted()
    .map((name) => `${name}:${canonical(values[name])}`)
    .join();
}

/** JSON with the names of every object in order. */
function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const fields = value as Record<string, unknown>;
  const names = Object.keys(fields).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(fields[name])}`).join()}}`;
}
