"use client";

import { useParams, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useChangeIssues } from "./changes";
import { type IssueFilters, readIssueFilters } from "./issue-filters";
import { afterChange, noSelection, type Selection, type SelectionAction, select } from "./issue-selection";
import { useIssues } from "./queries";
import type { Question, Triage, Viewer } from "./triage";
import { useTriageKeys } from "./use-triage-keys";

/** What the address says: the filters, and the issue that is open. */
function useAddress() {
  const params = useSearchParams();
  const { issueId } = useParams<{ issueId?: string }>();
  const search = useMemo(() => {
    const kept = new URLSearchParams(params);
    kept.delete("replay");
    return kept.toString();
  }, [params]);
  const filters = useMemo<IssueFilters>(() => readIssueFilters((name) => params.get(name)), [params]);
  return { search, filters, issueId: issueId === undefined ? null : decodeURIComponent(issueId) };
}

/** The state of the triage screen, and its keys. */
export function useTriageState(viewer: Viewer) {
  const { search, filters, issueId } = useAddress();
  const list = useIssues(filters, viewer.email);
  const issues = useMemo(() => list.data?.issues ?? [], [list.data]);
  const ids = useMemo(() => issues.map(({ id }) => id), [issues]);
  const { selection, act } = useSelection(ids, issueId);
  const [question, setQuestion] = useState<Question | null>(null);
  const { change, pendingIds } = useChangeIssues();
  const moveRecord = useRef<((by: 1 | -1) => void) | null>(null);
  const triage: Triage = {
    viewer,
    filters,
    search,
    issueId,
    issues,
    selection,
    act,
    resolve: (chosen) => change(chosen, { state: "resolved" }, "Resolved", () => act({ type: "clear" })),
    reopen: (chosen) => change(chosen, { state: "open" }, "Opened again", () => act({ type: "clear" })),
    pendingIds,
    ask: setQuestion,
    moveRecord,
  };
  useTriageKeys(triage);
  return { triage, list, question };
}

/** The selection, which follows the list as it changes, and the issue that is open. */
function useSelection(ids: readonly string[], issueId: string | null) {
  const [selection, setSelection] = useState<Selection>(noSelection);
  const before = useRef(ids);
  const latest = useRef(ids);
  useEffect(() => {
    latest.current = ids;
    setSelection((state) => afterChange(state, before.current, ids));
    before.current = ids;
  }, [ids]);
  const act = useCallback(
    (action: SelectionAction) => setSelection((state) => select(state, action, latest.current)),
    [],
  );
  useEffect(() => {
    if (issueId !== null) act({ type: "focus", id: issueId });
  }, [issueId, act]);
  return { selection, act };
}
