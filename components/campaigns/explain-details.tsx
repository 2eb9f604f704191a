import Link from "next/link";
import type { ReactNode } from "react";
import { ForeignText } from "@/components/ui/foreign-text";
import { formatInteger } from "@/components/ui/format";
import { reasonText } from "@/components/ui/reason-words";
import { ruleTitle } from "@/components/ui/rule-words";
import type { Explain } from "@/lib/contracts/explain";

type ExplainDetailsProps = {
  explain: Explain;
  /** Leads to the screen of invalid traffic with this campaign and range. */
  trafficHref: (rule: string) => string;
};

/** What the lines of the equation are made of: rules, reasons, late ones, and who sends. */
export function ExplainDetails({ explain, trafficHref }: ExplainDetailsProps) {
  const { filteredBy, rejectedBy, sources, late, repeatedOrders } = explain;
  return (
    <div className="flex flex-col gap-5 text-sm">
      {filteredBy.length > 0 && (
        <Part title="Filtered by rule">
          {filteredBy.map(({ rule, count }) => (
            <Line key={rule} count={count}>
              <Link href={trafficHref(rule)} className="rounded-sm hover:underline">
                {ruleTitle(rule)}
              </Link>
            </Line>
          ))}
        </Part>
      )}
      {rejectedBy.length > 0 && (
        <Part title="Rejected by reason">
          {rejectedBy.map(({ issueId, reason, field, source, count }) => (
            <Line key={`${issueId} ${source} ${reason} ${field}`} count={count}>
              <Link href={`/quality/${encodeURIComponent(issueId)}`} className="rounded-sm hover:underline">
                {reasonText(reason)}
              </Link>
              <span className="text-muted-foreground">
                {field && (
                  <code className="text-xs">
                    {" "}
                    <ForeignText text={field} />
                  </code>
                )}
                {" · "}
                <ForeignText text={sources.find((each) => each.source === source)?.sourceName ?? source} />
              </span>
            </Line>
          ))}
        </Part>
      )}
      {repeatedOrders > 0 && (
        <p className="text-muted-foreground" data-testid="explain-repeated-orders">
          {repeatedOrders === 1
            ? "1 of the duplicates is a conversion of an order that another one counts for. It is stored, and worth nothing."
            : `${formatInteger(repeatedOrders)} of the duplicates are conversions of orders that another one counts for. They are stored, and worth nothing.`}
        </p>
      )}
      <p className="text-muted-foreground" data-testid="explain-late">
        {late === 0
          ? "None of the stored ones arrived more than an hour after it happened."
          : `${formatInteger(late)} of the stored ones arrived more than an hour after they happened. They count in the hour in which they happened.`}
      </p>
      {sources.length > 0 && (
        <p className="text-muted-foreground">
          Fed by{" "}
          {sources.map(({ source, sourceName }, index) => (
            <span key={source}>
              {index > 0 && ", "}
              <Link href={`/sources/${encodeURIComponent(source)}`} className="text-foreground hover:underline">
                <ForeignText text={sourceName} />
              </Link>
            </span>
          ))}
          .
        </p>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-medium text-muted-foreground text-xs">{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

function Line({ count, children }: { count: number; children: ReactNode }) {
  return (
    <li className="flex items-baseline justify-between gap-4 border-t py-2">
      <span className="min-w-0 break-words">{children}</span>
      <span className="shrink-0 tabular-nums">{formatInteger(count)}</span>
    </li>
  );
}
