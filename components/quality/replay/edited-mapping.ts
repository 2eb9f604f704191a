import type { IngestKind } from "@/lib/contracts/kinds";
import type { IssueRecord } from "@/lib/contracts/quality";
import type { Mapping } from "@/lib/contracts/source";

export type KindMapping = NonNullable<Mapping[IngestKind]>;

/** What a person made of a kind's part of the mapping; null while it is as it was saved. */
export type Edit = { value: KindMapping | undefined } | null;

/**
 * The mapping to try and to replay with: the source's own with the edited part.
 * @returns undefined when nothing differs from what is saved
 */
export function editedMapping(saved: Mapping | undefined, kind: IngestKind, edit: Edit): Mapping | undefined {
  if (!saved || !edit || isSame(saved[kind], edit.value)) return undefined;
  const { [kind]: _before, ...others } = saved;
  return edit.value === undefined ? others : { ...others, [kind]: edit.value };
}

/** A part without rules is as good as none; the order of rules does not matter. */
function isSame(one: KindMapping | undefined, other: KindMapping | undefined): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(mapping: KindMapping | undefined): string {
  const fields = Object.entries(mapping?.fields ?? {});
  return JSON.stringify(fields.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The records that are written as the newest is, with the header line where they are rows of CSV. */
export function sampleOf(records: readonly IssueRecord[]): {
  records: readonly IssueRecord[];
  csv?: { header: string; delimiter: string };
} {
  const form = records[0]?.form ?? null;
  const alike = records.filter(({ form: other }) => JSON.stringify(other) === JSON.stringify(form));
  if (form?.format !== "csv") return { records: alike };
  if (form.csvHeader === null) return { records: [] };
  return { records: alike, csv: { header: form.csvHeader, delimiter: form.csvDelimiter ?? "," } };
}
