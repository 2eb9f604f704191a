import type { TextRange } from "@/components/ui/visible-text";
import { fieldsOfPath, openRtbPaths, plainName } from "@/lib/contracts/fields";
import { type IngestKind, ingestKindSchema } from "@/lib/contracts/kinds";
import type { RecordForm } from "@/lib/contracts/quality";
import type { Mapping } from "@/lib/contracts/source";
import { csvCells } from "./csv-cells";
import { jsonSpans } from "./json-spans";

export interface FieldPlace {
  raw: string;
  /** Null where it was not remembered: then it is taken for JSON. */
  form: RecordForm | null;
  /** The path of ingest that it came by. */
  kind: string;
  /** In our names, as a reject tells it: `occurredAt`, `targeting.user`. */
  field: string | null;
  mapping: Mapping | undefined;
}

/** Under which of their names a field may stand: a path of the mapping, or names that are known without one. */
export interface TheirNames {
  paths: readonly string[];
  names: readonly string[];
}

/**
 * Finds where a field of ours stands in the text of a record: key and value of JSON, a cell of CSV.
 * @returns null when the record has nothing like it, or cannot be read that far
 */
export function findField(place: FieldPlace): TextRange | null {
  const their = theirNames(place);
  if (!their) return null;
  if (place.form?.format !== "csv") return inJson(place.raw, their);
  const { csvHeader, csvDelimiter } = place.form;
  return csvHeader === null ? null : inCsv(place.raw, csvHeader, csvDelimiter ?? ",", their);
}

/** Finds the name of the column of a field in the header line of CSV; null where there is none. */
export function findColumn(place: FieldPlace): TextRange | null {
  const their = theirNames(place);
  const { csvHeader, csvDelimiter } = place.form ?? {};
  if (!their || typeof csvHeader !== "string") return null;
  return best(
    columnsOf(csvHeader, csvDelimiter ?? ",", their).map(({ name, rank }) => ({ ...name, rank, isEmpty: false })),
  );
}

/** Their names of a field; undefined when the field is none of the kind's. */
export function theirNames({ field, kind, mapping }: Omit<FieldPlace, "raw" | "form">): TheirNames | undefined {
  const path = ingestKindSchema.safeParse(kind).data;
  if (!path || !field) return undefined;
  const ours = fieldsOfPath[path].find(({ name }) => field === name || field.startsWith(`${name}.`));
  const name = ours?.name ?? field;
  const mapped = mappedPath(mapping, path, name);
  if (mapped !== undefined) return { paths: [mapped], names: [] };
  const nested = path === "bid-requests" && Object.hasOwn(openRtbPaths, name) ? (openRtbPaths[name] ?? []) : [];
  return { paths: [field, ...nested], names: ours?.aliases ?? [name] };
}

function mappedPath(mapping: Mapping | undefined, kind: IngestKind, name: string): string | undefined {
  const fields = mapping?.[kind]?.fields;
  const rule = fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof rule === "string" ? rule : rule?.path;
}

interface Candidate extends TextRange {
  rank: number;
  isEmpty: boolean;
}

function inJson(raw: string, { paths, names }: TheirNames): TextRange | null {
  const plain = names.map(plainName);
  const candidates = jsonSpans(raw).flatMap(({ path, depth, start, valueStart, end }): Candidate[] => {
    const byPath = paths.indexOf(path);
    const byName = depth === 0 ? plain.indexOf(plainName(path)) : -1;
    if (byPath < 0 && byName < 0) return [];
    const isEmpty = /^(?:null|"\s*")$/.test(raw.slice(valueStart, Math.min(end, valueStart + 64)));
    return [{ start, end, isEmpty, rank: byName >= 0 ? byName : plain.length + byPath }];
  });
  return best(candidates);
}

interface Column {
  index: number;
  rank: number;
  /** Where its name stands in the header line. */
  name: TextRange;
}

/** The columns under whose names the field may stand. */
function columnsOf(header: string, delimiter: string, { paths, names }: TheirNames): Column[] {
  const plain = names.map(plainName);
  return csvCells(header, delimiter).flatMap(({ text, start, end }, index): Column[] => {
    const column = text.replace(/^\uFEFF/, "").trim();
    const byName = plain.indexOf(plainName(column));
    const byPath = paths.indexOf(column);
    if (byName < 0 && byPath < 0) return [];
    return [{ index, name: { start, end }, rank: byName >= 0 ? byName : plain.length + byPath }];
  });
}

function inCsv(raw: string, header: string, delimiter: string, their: TheirNames): TextRange | null {
  const cells = csvCells(raw, delimiter);
  const candidates = columnsOf(header, delimiter, their).flatMap(({ index, rank }): Candidate[] => {
    const cell = cells[index];
    return cell ? [{ start: cell.start, end: cell.end, isEmpty: cell.text.trim() === "", rank }] : [];
  });
  return best(candidates);
}

/** What the pipeline reads: the first of the names that has a value; failing that, the first that is there. */
function best(candidates: Candidate[]): TextRange | null {
  const [first] = candidates.sort(
    (one, other) => Number(one.isEmpty) - Number(other.isEmpty) || one.rank - other.rank || one.start - other.start,
  );
  return first ? { start: first.start, end: first.end } : null;
}
