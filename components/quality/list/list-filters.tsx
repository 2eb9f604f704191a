"use client";

import { X } from "lucide-react";
import {
  ingestKinds,
  isNarrowed,
  issueMarks,
  issueStates,
  me,
  nobody,
  rejectReasons,
} from "@/components/quality/issue-filters";
import { kindText } from "@/components/quality/issue-words";
import { useSources } from "@/components/quality/queries";
import { useTriage } from "@/components/quality/triage";
import { Button } from "@/components/ui/button";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger } from "@/components/ui/format";
import { reasonText } from "@/components/ui/reason-words";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select, type SelectOption } from "@/components/ui/select";
import { useUrlState } from "@/components/ui/use-url-state";
import type { IssueCounts } from "@/lib/contracts/quality";

const all = "all";
const stateLabels = { open: "Open", ignored: "Ignored", resolved: "Resolved" };
const markLabels = { new: "New", regressed: "Regressed", replayable: "Replayable now" };
const none = { source: null, kind: null, reason: null, field: null, assignee: null, is: null };

/** What is listed; the address holds it. */
export function ListFilters({ counts }: { counts: IssueCounts | undefined }) {
  const { filters } = useTriage();
  const url = useUrlState();
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <SegmentedControl
        label="State"
        value={filters.state}
        onChange={(next) => url.set({ state: next === "open" ? null : next })}
        options={issueStates.map((value) => ({
          value,
          label: (
            <>
              {stateLabels[value]}
              {counts && <span className="text-muted-foreground tabular-nums">{formatInteger(counts[value])}</span>}
            </>
          ),
        }))}
      />
      <SourceFilter />
      <Choice name="kind" label="Kind" any="All kinds" options={ingestKinds.map((value) => [value, kindText(value)])} />
      <Choice
        name="reason"
        label="Reason"
        any="All reasons"
        options={rejectReasons.map((value) => [value, reasonText(value)])}
      />
      <FieldFilter />
      <AssigneeFilter />
      <Choice name="is" label="Particular" any="New or old" options={issueMarks.map((one) => [one, markLabels[one]])} />
      {isNarrowed(filters) && (
        <Button variant="ghost" onClick={() => url.set(none)}>
          <X aria-hidden />
          Clear
        </Button>
      )}
    </div>
  );
}

type ChoiceProps = {
  name: keyof typeof none;
  label: string;
  any: string;
  options: readonly ChoiceOption[];
};
type ChoiceOption = readonly [value: string, label: SelectOption<string>["label"]];

/** One filter as a select; a value of the address that is not among the options stands as it is. */
function Choice({ name, label, any, options }: ChoiceProps) {
  const { filters } = useTriage();
  const url = useUrlState();
  const value = filters[name];
  const isKnown = value === null || options.some(([option]) => option === value);
  const listed: readonly ChoiceOption[] = isKnown
    ? options
    : [...options, [value, <ForeignText key={value} text={value} />]];
  return (
    <Select
      aria-label={label}
      className={value === null ? "max-w-48 text-muted-foreground" : "max-w-48 border-brand"}
      value={value ?? all}
      onChange={(next) => url.set({ [name]: next === all ? null : next })}
      options={[{ value: all, label: any }, ...listed.map(([option, text]) => ({ value: option, label: text }))]}
    />
  );
}

function SourceFilter() {
  const { data } = useSources();
  const options = data?.sources.map(({ id, name }) => [id, <ForeignText key={id} text={name} />] as const) ?? [];
  return <Choice name="source" label="Source" any="All sources" options={options} />;
}

function FieldFilter() {
  const { issues } = useTriage();
  const fields = [...new Set(issues.flatMap(({ field }) => (field === null ? [] : [field])))].sort();
  const options = fields.slice(0, 100).map((field) => [field, <ForeignText key={field} text={field} />] as const);
  return <Choice name="field" label="Field" any="All fields" options={options} />;
}

function AssigneeFilter() {
  const { issues, viewer } = useTriage();
  const others = new Set(issues.flatMap(({ assignee }) => (assignee === null ? [] : [assignee])));
  others.delete(viewer.email);
  const options: readonly ChoiceOption[] = [
    [me, "Mine"],
    [nobody, "Nobody’s"],
    ...[...others].sort().map((email): ChoiceOption => [email, <ForeignText key={email} text={email} />]),
  ];
  return <Choice name="assignee" label="Assignee" any="Anyone’s" options={options} />;
}
