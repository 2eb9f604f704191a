import type { PreviewRecord } from "@/lib/contracts/preview";

/** What a row shows of itself. */
export interface PreviewRow {
  record: PreviewRecord;
  /** A text for each column; null where the event has no such field. */
  cells: readonly (string | null)[];
}

/** The fields of the records as columns, in the order in which they come up; each record with its cells. */
export function previewTable(records: readonly PreviewRecord[]): { columns: readonly string[]; rows: PreviewRow[] } {
  const columns = [...new Set(records.flatMap(({ event }) => Object.keys(event ?? {})))];
  const rows = records.map((record) => ({
    record,
    cells: columns.map((column) => cellText(column, record.event?.[column])),
  }));
  return { columns, rows };
}

/** A value as it is read best: a time in epoch milliseconds as ISO 8601, an object as JSON. */
export function cellText(column: string, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (column === "occurredAt" && typeof value === "number") return isoOf(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isoOf(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
}

/** Whether a rejection means this column: its field, or a part of it. */
export function isMeant(column: string, field: string | null | undefined): boolean {
  return field === column || (field?.startsWith(`${column}.`) ?? false);
}
