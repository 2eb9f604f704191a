"use client";

import { EyeOff, SearchX, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { isNarrowed } from "@/components/quality/issue-filters";
import { useTriage } from "@/components/quality/triage";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

const texts = {
  open: {
    title: "Every record was accepted",
    description:
      "When records are rejected, they are grouped here by source, kind, reason and field. You see the faulty part in their own text, mend how the source is read, try it on the real rejects, and replay them.",
  },
  ignored: {
    title: "Nothing is ignored",
    description: "Issues that somebody has ignored, with the reason, wait here. Their records are kept and counted.",
  },
  resolved: {
    title: "Nothing was resolved yet",
    description: "Resolved issues are kept here. One that comes back opens by itself, and is marked as regressed.",
  },
};

/** Why the list is empty, and what would fill it. */
export function NoIssues() {
  const { filters } = useTriage();
  if (isNarrowed(filters)) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title="No issue is like that"
        description="There may be others behind the filters."
        action={
          <Button variant="secondary" asChild>
            <Link href={filters.state === "open" ? "/quality" : `/quality?state=${filters.state}`}>
              Clear the filters
            </Link>
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={filters.state === "ignored" ? <EyeOff aria-hidden /> : <ShieldCheck aria-hidden />}
      {...texts[filters.state]}
      action={
        filters.state === "open" ? (
          <Button variant="secondary" asChild>
            <Link href="/imports">Import a file</Link>
          </Button>
        ) : undefined
      }
    />
  );
}
