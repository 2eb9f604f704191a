const maxValueLength = 2000;

/**
 * Makes the fields of an event fit for showing: times as ISO 8601 in UTC, whatever is longer than 2,000
 * characters cut there, and nothing that JSON cannot write.
 */
export function clipEvent(fields: Record<string, unknown>): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) shown[name] = name === "occurredAt" ? timeOf(value) : clip(value);
  }
  return shown;
}

function timeOf(value: unknown): unknown {
  const time = typeof value === "number" ? new Date(value) : undefined;
  return time && !Number.isNaN(time.getTime()) ? time.toISOString() : clip(value);
}

function clip(value: unknown): unknown {
  if (typeof value === "bigint") return clip(value.toString());
  if (typeof value === "string") return clipText(value, maxValueLength);
  if (typeof value !== "object" || value === null) return value;
  const text = JSON.stringify(value, (_, item) => (typeof item === "bigint" ? item.toString() : item));
  return text.length > maxValueLength ? clipText(text, maxValueLength) : JSON.parse(text);
}

/** Cuts a text to so many characters, the last of them being the sign that it was cut. */
export function clipText(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
