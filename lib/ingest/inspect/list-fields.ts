import Papa from "papaparse";
import { decodeFrames } from "@/lib/contracts/frames";
import type { CutSample } from "./cut-sample";
import { listAvroFields } from "./list-avro-fields";

const maxFields = 300;
const maxRecords = 50;
const maxDepth = 5;

/**
 * Names the fields of a sample as a mapping names them: the columns of a CSV file; of JSON and Avro the
 * dotted paths to what is no object. At most 300.
 */
export function listFields(sample: CutSample): string[] {
  return listNames(sample).slice(0, maxFields);
}

function listNames({ format, prefix, delimiter, chunk }: CutSample): string[] {
  if (format === "avro") return listAvroFields(prefix, maxDepth);
  if (format === "csv") return columnsOf(decodeFrames(prefix)[0], delimiter ?? ",");
  const names = new Set<string>();
  for (const frame of chunk ? decodeFrames(chunk.payload).slice(0, maxRecords) : []) addPaths(names, parse(frame));
  return [...names];
}

function columnsOf(header: Uint8Array | undefined, delimiter: string): string[] {
  if (!header) return [];
  const row = Papa.parse<string[]>(new TextDecoder().decode(header), { delimiter, newline: "\n" }).data[0] ?? [];
  // as the worker calls a column without a name
  return [...new Set(row.map((name, index) => name.trim() || `column_${index + 1}`))];
}

function parse(frame: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(frame));
  } catch {
    return undefined;
  }
}

function addPaths(names: Set<string>, value: unknown, path: readonly string[] = []): void {
  if (names.size >= maxFields) return;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (isObject && path.length < maxDepth && Object.keys(value).length > 0) {
    for (const [name, child] of Object.entries(value)) addPaths(names, child, [...path, name]);
  } else if (path.length > 0) names.add(path.join("."));
}
