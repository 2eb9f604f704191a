"use client";

import { Keyboard } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { PageHeader } from "@/components/ui/page-header";
import { AssignDialog } from "./assign-dialog";
import { IgnoreDialog } from "./ignore-dialog";
import { KeysDialog } from "./keys-dialog";
import { BulkBar } from "./list/bulk-bar";
import { IssueList } from "./list/issue-list";
import { ListFilters } from "./list/list-filters";
import { TriageContext, type Viewer } from "./triage";
import { useTriageState } from "./use-triage-state";

/** Rejected records grouped by cause: the list alone, or beside the issue that is open. */
export function TriageShell({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  const { triage, list, question } = useTriageState(viewer);
  const { issueId, ask, act } = triage;
  const answered = { onClose: () => ask(null), onDone: () => act({ type: "clear" }) };
  const isOpen = issueId !== null;
  return (
    <TriageContext value={triage}>
      {!isOpen && (
        <>
          <PageHeader
            title="Quality"
            description="Rejected records, grouped by source, kind, reason and field. Nothing that was sent is dropped without standing here."
            actions={
              <Button
                variant="ghost"
                onClick={() => ask({ type: "keys" })}
                className="max-md:hidden pointer-coarse:hidden"
              >
                <Keyboard aria-hidden />
                Keys
              </Button>
            }
          />
          <ListFilters counts={list.data?.counts} />
        </>
      )}
      <div className={cn(isOpen && "xl:grid xl:grid-cols-[21rem_minmax(0,1fr)] xl:items-start xl:gap-6")}>
        <div className={cn(isOpen && "hidden xl:sticky xl:top-8 xl:block xl:h-[calc(100dvh-4rem)]")}>
          <IssueList list={list} />
        </div>
        {isOpen && <div className="min-w-0">{children}</div>}
      </div>
      {triage.viewer.canAct && <BulkBar />}
      {question?.type === "ignore" && <IgnoreDialog ids={question.ids} {...answered} />}
      {question?.type === "assign" && <AssignDialog ids={question.ids} {...answered} />}
      {question?.type === "keys" && <KeysDialog onClose={answered.onClose} />}
    </TriageContext>
  );
}
