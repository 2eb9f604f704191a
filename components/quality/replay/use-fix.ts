"use client";

import { useMemo, useState } from "react";
import { sampleFields } from "@/components/mapping/sample-fields";
import { useIssueRecords, useSource } from "@/components/quality/queries";
import { type IngestKind, ingestKindSchema } from "@/lib/contracts/kinds";
import type { QualityIssue } from "@/lib/contracts/quality";
import { type Edit, editedMapping, sampleOf } from "./edited-mapping";

/** What is made of the source's mapping for a replay. */
export function useFix(issue: QualityIssue) {
  const source = useSource(issue.source);
  const list = useIssueRecords(issue.id);
  const kind: IngestKind | undefined = ingestKindSchema.safeParse(issue.kind).data;
  const [edit, setEdit] = useState<Edit>(null);
  const pages = list.data?.pages;
  const { records, sample } = useMemo(() => {
    const all = pages?.flatMap((page) => page.records) ?? [];
    const { records: alike, csv } = sampleOf(all);
    return { records: all, sample: sampleFields(alike, csv) };
  }, [pages]);
  const saved = source.data?.mapping;
  const mapping = useMemo(() => (kind ? editedMapping(saved, kind, edit) : undefined), [saved, kind, edit]);
  return {
    source,
    kind,
    records,
    sample,
    /** The kind's part as it is edited. */
    value: edit ? edit.value : kind && saved?.[kind],
    setValue: (value: NonNullable<Edit>["value"]) => setEdit({ value }),
    reset: () => setEdit(null),
    /** To try and to replay with; undefined: the source's own. */
    mapping,
  };
}

export type Fix = ReturnType<typeof useFix>;
