"use client";

import { useParams, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { useChangeIssues } from "./changes";
import { type IssueFilters, issueHref, readIssueFilters } from "./issue-filters";
import { afterChange, noSelection, type Selection, type SelectionAction, select, targets } from "./issue-selection";
import type { KeyCommand } from "./key-commands";
import { useIssues } from "./queries";
import type { Question, Triage, Viewer } from "./triage";
import { useKeys } from "./use-keys";

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
  const router = useRouter();
  const list = useIssues(filters, viewer.email);
  const issues = useMemo(() => list.data?.issues ?? [], [list.data]);
  const ids = useMemo(() => issues.map(({ id }) => id), [issues]);
  const { selection, act } = useSelection(ids, issueId);
  const [question, setQuestion] = useState<Question | null>(null);
  const { change, pendingIds } = useChangeIssues();
  const moveRecord = useRef<((by: 1 | -1) => void) | null>(null);
  const mayAct = () => {
    if (!viewer.canAct)
      toast.info("You may look, but not act", { description: "Ask an administrator for a role that may." });
    return viewer.canAct;
  };
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
  const chosen = issueId === null ? targets(selection, ids) : [issueId];
  const go = (id: string, replay = false) => router.push(issueHref(id, withReplay(search, replay)));
  const leave = () => {
    if (selection.selected.size > 0) act({ type: "clear" });
    else if (issueId !== null) router.push(issueHref(null, search));
  };
  const move = (command: Extract<KeyCommand, { type: "move" }>) => {
    const moved = select(issueId === null ? selection : { ...selection, cursor: issueId }, command, ids);
    act(command);
    if (issueId === null) focusRow(moved.cursor);
    else if (moved.cursor !== null && moved.cursor !== issueId) router.replace(issueHref(moved.cursor, search));
  };
  useKeys(issueId === null ? "list" : "issue", (command) => {
    const { cursor } = selection;
    if (command.type === "move") move(command);
    else if (command.type === "record") moveRecord.current?.(command.by);
    else if (command.type === "open" && cursor !== null) go(cursor);
    else if (command.type === "select" && cursor !== null) act({ type: "toggle", id: cursor, range: command.range });
    else if (command.type === "selectAll") act({ type: "all" });
    else if (command.type === "keys") setQuestion({ type: "keys" });
    else if (command.type === "escape") leave();
    else if (chosen.length === 0 || command.type === "open" || command.type === "select" || !mayAct()) return;
    else if (command.type === "resolve") triage.resolve(chosen);
    else if (command.type === "replay") go(chosen[0] ?? "", true);
    else setQuestion({ type: command.type, ids: chosen });
  });
  return { triage, list, question };
}

function withReplay(search: string, replay: boolean): string {
  const params = new URLSearchParams(search);
  if (replay) params.set("replay", "1");
  return params.toString();
}

function focusRow(id: string | null): void {
  if (id === null) return;
  document.querySelector<HTMLElement>(`[data-issue-link="${CSS.escape(id)}"]`)?.focus();
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
