/** What a field of a sample holds, by the path that a mapping names it with. */
export interface SampleField {
  path: string;
  /** The first different values, as text. */
  values: string[];
}
export type SampleFields = SampleField[];

const maxRecords = 200;
const maxFields = 500;
const maxDepth = 8;
/** Of a list the first entries are as good as the others. */
const maxEntries = 2;
const maxValues = 5;
const maxValueLength = 80;

/**
 * Lists what records hold: their fields by dotted paths, as a mapping reads them (`device.geo.country`,
 * `imp.0.bidfloor`), in the order in which they come up, each with its first different values. A field
 * whose name has a dot inside an object is left out, since no path reaches it. Of the first 200 records,
 * at most 500 fields, 5 values of at most 80 characters each.
 */
export function sampleFieldsOf(records: readonly unknown[]): SampleFields {
  const found = new Map<string, Set<string>>();
  for (const record of records.slice(0, maxRecords)) {
    if (isRecord(record)) collect(found, record, "", 0);
  }
  return [...found].map(([path, values]) => ({ path, values: [...values] }));
}

function collect(found: Map<string, Set<string>>, value: Record<string, unknown>, prefix: string, depth: number): void {
  let seen = 0;
  for (const key of Object.keys(value)) {
    seen += 1;
    if (seen > maxFields) return;
    if (key === "" || (prefix !== "" && key.includes("."))) continue;
    note(found, value[key], `${prefix}${key}`, depth);
  }
}

function note(found: Map<string, Set<string>>, value: unknown, path: string, depth: number): void {
  if (path.length > 256 || (found.size >= maxFields && !found.has(path))) return;
  const values = found.get(path) ?? new Set();
  if (isRecord(value)) {
    // an object can be a value of ours as a whole, such as `targeting`
    if (!found.has(path)) found.set(path, values);
    if (values.size === 0) values.add("{…}");
    if (depth < maxDepth) collect(found, value, `${path}.`, depth + 1);
  } else if (Array.isArray(value)) {
    if (depth >= maxDepth) return;
    for (const [index, entry] of value.slice(0, maxEntries).entries())
      note(found, entry, `${path}.${index}`, depth + 1);
  } else {
    found.set(path, values);
    const text = textOf(value);
    if (text !== null && values.size < maxValues) values.add(text);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === "string" ? value : typeof value === "object" ? "{…}" : String(value);
  if (text.trim() === "") return null;
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength - 1)}…` : text;
}
