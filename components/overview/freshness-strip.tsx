"use client";

import Link from "next/link";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusDot, type StatusTone } from "@/components/ui/status-dot";
import type { Freshness } from "@/lib/contracts/freshness";
import { useFreshness } from "./queries";

type State = Freshness["sources"][number]["state"];

const states: readonly { state: State; tone: StatusTone; words: string }[] = [
  { state: "stale", tone: "danger", words: "stale" },
  { state: "late", tone: "warning", words: "late" },
  { state: "fresh", tone: "success", words: "fresh" },
];

/** How fresh what comes in is, in one line; it leads to the freshness of every source. */
export function FreshnessStrip() {
  const { data, error } = useFreshness();
  if (error && !data) return null;
  if (!data) return <Skeleton className="h-5 w-56" />;
  return (
    <Link href="/freshness" className="inline-flex flex-wrap items-center gap-x-4 gap-y-1 rounded-sm hover:underline">
      {states.map(({ state, tone, words }) => {
        const count = data.sources.filter((source) => source.state === state).length;
        if (count === 0) return null;
        return (
          <StatusDot key={state} tone={tone}>
            {count} {count === 1 ? "feed" : "feeds"} {words}
          </StatusDot>
        );
      })}
      <span className="sr-only">: the freshness of every source</span>
    </Link>
  );
}
