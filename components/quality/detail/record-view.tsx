"use client";

import Link from "next/link";
import { findColumn, findField, theirNames } from "@/components/quality/raw/find-field";
import { RawRecord } from "@/components/quality/raw/raw-record";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger } from "@/components/ui/format";
import { TimeAgo } from "@/components/ui/time-ago";
import type { IssueRecord, QualityIssue } from "@/lib/contracts/quality";
import type { Source } from "@/lib/contracts/source";

type RecordViewProps = { issue: QualityIssue; record: IssueRecord; source: Source | undefined };

/** A rejected record: what is wrong with it, where it came from, and its own text with the field marked. */
export function RecordView({ issue, record, source }: RecordViewProps) {
  const field = record.field ?? issue.field;
  const place = { raw: record.raw, form: record.form, kind: issue.kind, field, mapping: source?.mapping };
  const marked = findField(place);
  const their = marked ? undefined : theirNames(place);
  const batch = `/imports/${encodeURIComponent(record.batchId)}`;
  return (
    <div className="flex min-w-0 flex-col gap-3 px-5 pb-5">
      <div className="text-sm">
        <p className="break-words font-medium">
          <ForeignText text={record.message} />
        </p>
        <p className="mt-0.5 text-muted-foreground">
          Record {formatInteger(record.record)} of{" "}
          <Link href={batch} className="underline underline-offset-4">
            its batch
          </Link>
          , <TimeAgo at={record.receivedAt} />
          {their && <> · nothing in it is named {nameList([...their.paths, ...their.names])}</>}
        </p>
      </div>
      {record.form?.format === "csv" && record.form.csvHeader !== null && (
        <RawRecord title="Header line" text={record.form.csvHeader} marked={findColumn(place)} isQuiet />
      )}
      <RawRecord title={`Record ${record.record} as it was sent`} text={record.raw} marked={marked} />
    </div>
  );
}

const shownNames = 3;

/** "a, b or c", the first few. */
function nameList(names: readonly string[]): string {
  const some = [...new Set(names)].slice(0, shownNames);
  return some.length < 2 ? some.join("") : `${some.slice(0, -1).join(", ")} or ${some.at(-1)}`;
}
