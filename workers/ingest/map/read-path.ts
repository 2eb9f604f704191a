/**
 * Reads a dotted path in a record, such as `device.geo.country` or `imp.0.bidfloor`. A field that has
 * the whole path as its name, as a CSV column may, goes first. Only fields of the record itself are
 * read, never what objects inherit.
 */
export function readPath(record: Record<string, unknown>, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path];
  let value: unknown = record;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
