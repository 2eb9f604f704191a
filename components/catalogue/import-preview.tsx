import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { ForeignText } from "@/components/ui/foreign-text";
import { nounWords } from "./catalogue-fields";
import type { ImportPlan, PlannedEntry } from "./plan-import";
import type { FileProblem } from "./read-catalogue-file";

const mostShown = 200;

/** What an import would do, before it does: what is wrong, what is new, and what changes from what to what. */
export function ImportPreview({ plan, problems }: { plan: ImportPlan; problems: readonly FileProblem[] }) {
  const count = (kind: PlannedEntry["kind"]) => plan.planned.filter((entry) => entry.kind === kind).length;
  const rewrites = plan.planned.some(({ changes }) => changes.some((change) => change.rewrites));
  return (
    <section aria-label="What the import does" className="space-y-3">
      <p className="text-sm" role="status">
        {count("new")} new, {count("changed")} changed, {plan.same} as they are
        {problems.length > 0 && `, ${problems.length} that cannot be read`}.
      </p>
      {problems.length > 0 && (
        <Callout tone="danger" title="Mend these in the file, and choose it again: all of it is imported, or nothing">
          <ul className="mt-1 max-h-40 space-y-1 overflow-y-auto">
            {problems.map(({ where, message }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two places can be told the same
              <li key={index}>
                <ForeignText text={where} className="font-medium" />: <ForeignText text={message} />
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {rewrites && (
        <Callout tone="warning" title="Figures of the past change">
          Some changes are worked out again for all stored events; what was reported before is kept as a restatement.
        </Callout>
      )}
      {plan.planned.length > 0 && (
        <ul aria-label="Entries" className="max-h-72 divide-y overflow-y-auto rounded-lg border">
          {plan.planned.slice(0, mostShown).map((entry) => (
            <li key={`${entry.noun} ${entry.id}`} className="px-3 py-2 text-sm">
              <Badge tone={entry.kind === "new" ? "success" : "info"}>{entry.kind}</Badge>{" "}
              <span className="text-muted-foreground">{nounWords[entry.noun].one}</span>{" "}
              <ForeignText text={entry.name} className="font-medium" />{" "}
              <ForeignText text={entry.id} className="font-mono text-muted-foreground text-xs" />
              {entry.changes.map(({ label, before, after }) => (
                <span key={label} className="block pl-4 text-muted-foreground text-xs">
                  {label}: <ForeignText text={before || "nothing"} /> →{" "}
                  <ForeignText text={after || "nothing"} className="text-foreground" />
                </span>
              ))}
            </li>
          ))}
          {plan.planned.length > mostShown && (
            <li className="px-3 py-2 text-muted-foreground text-xs">and {plan.planned.length - mostShown} more</li>
          )}
        </ul>
      )}
    </section>
  );
}
