"use client";

import { useRouter } from "next/navigation";
import { toast } from "@/components/ui/toast";
import { issueHref } from "./issue-filters";
import { select, targets } from "./issue-selection";
import type { KeyCommand } from "./key-commands";
import type { Triage } from "./triage";
import { useKeys } from "./use-keys";

type ActCommand = "resolve" | "ignore" | "assign" | "replay";

/** Does what the keys of the triage screen ask for. */
export function useTriageKeys(triage: Triage): void {
  const { issueId, selection, act, ask, moveRecord, viewer } = triage;
  const go = useWays(triage);
  const { cursor } = selection;
  useKeys(issueId === null ? "list" : "issue", (command) => {
    switch (command.type) {
      case "move":
        return go.move(command);
      case "record":
        return moveRecord.current?.(command.by);
      case "open":
        return cursor === null ? undefined : go.to(cursor);
      case "select":
        return cursor === null || !viewer.canAct ? undefined : act({ ...command, type: "toggle", id: cursor });
      case "selectAll":
        return viewer.canAct ? act({ type: "all" }) : undefined;
      case "keys":
        return ask({ type: "keys" });
      case "escape":
        return go.out();
      default:
        return actOn(triage, command.type, go.toReplay);
    }
  });
}

function actOn(triage: Triage, command: ActCommand, toReplay: (id: string) => void): void {
  const { viewer, issueId, issues, selection, resolve, ask } = triage;
  const listed = issues.map(({ id }) => id);
  const ids = issueId === null ? targets(selection, listed) : [issueId];
  const [first] = ids;
  if (first === undefined) return;
  if (!viewer.canAct) {
    toast.info("You may look, but not act", { description: "Ask an administrator for a role that may." });
  } else if (command === "resolve") resolve(ids);
  else if (command === "replay") toReplay(first);
  else ask({ type: command, ids });
}

/** The ways through the screen: along the list, into an issue, and out of it. */
function useWays({ issueId, issues, selection, search, act }: Triage) {
  const router = useRouter();
  const ids = issues.map(({ id }) => id);
  return {
    to: (id: string) => router.push(issueHref(id, search)),
    toReplay: (id: string) => {
      const params = new URLSearchParams(search);
      params.set("replay", "1");
      router.push(issueHref(id, params.toString()), { scroll: false });
    },
    out: () => {
      if (selection.selected.size > 0) act({ type: "clear" });
      else if (issueId !== null) router.push(issueHref(null, search));
    },
    move: (command: Extract<KeyCommand, { type: "move" }>) => {
      const { cursor } = select(issueId === null ? selection : { ...selection, cursor: issueId }, command, ids);
      act(command);
      if (cursor === null) return;
      if (issueId !== null && cursor !== issueId) router.replace(issueHref(cursor, search));
      if (issueId === null) document.querySelector<HTMLElement>(`[data-issue-link="${CSS.escape(cursor)}"]`)?.focus();
    },
  };
}
