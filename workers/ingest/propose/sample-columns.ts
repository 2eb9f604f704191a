import { type Field, plainName } from "@/lib/contracts/fields";
import type { IngestKind } from "@/lib/contracts/kinds";
import { type SampleFields, sampleFieldsOf } from "@/lib/contracts/sample-fields";
import { isAbsent } from "../map/read-aliases";
import { isOpenRtb, readOpenRtb } from "../map/read-open-rtb";
import { readPath } from "../map/read-path";
import { tokensOf } from "./tokens-of";

/** A field of theirs, with all of its values in the sample. */
export interface Column {
  path: string;
  values: readonly unknown[];
  /** The words of its path, joined with spaces. */
  tokens: string;
}

export interface SampleColumns {
  sample: SampleFields;
  columns: ReadonlyMap<string, Column>;
  isOpenRtb: boolean;
  /** Their name for a field that is known without a mapping; undefined when there is none. */
  knownName: (field: Field) => string | undefined;
}

const maxRecords = 200;

/** Reads a sample's first 200 records field by field. */
export function readColumns(all: readonly Record<string, unknown>[], kind: IngestKind): SampleColumns {
  const records = all.slice(0, maxRecords);
  const sample = sampleFieldsOf(records);
  const columns = new Map<string, Column>();
  for (const { path } of sample) {
    const values = records.map((record) => readPath(record, path)).filter((value) => !isAbsent(value));
    if (values.length > 0) columns.set(path, { path, values, tokens: tokensOf(path).join(" ") });
  }
  const bids = kind === "bid-requests" ? records.filter(isOpenRtb) : [];
  const isBid = bids.length > 0;
  const openRtb = new Map(bids.flatMap((record) => [...readOpenRtb(record)].map(([field, { name }]) => [field, name])));
  const names = new Map([...columns.keys()].reverse().map((path) => [plainName(path), path]));
  const aliasOf = ({ aliases }: Field) => aliases.map((alias) => names.get(plainName(alias))).find((name) => name);
  return {
    sample,
    columns,
    isOpenRtb: isBid,
    knownName: isBid ? ({ name }) => openRtb.get(name) : aliasOf,
  };
}
