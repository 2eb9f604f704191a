"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { type IssuePatch, issuesPatchedSchema } from "@/lib/contracts/quality";
import { replayAnswerSchema, replaySchema } from "@/lib/contracts/replay";
import type { Mapping } from "@/lib/contracts/source";
import { api } from "@/lib/http/browser/api";
import { counted } from "./issue-words";

/** So long a replay can be undone. */
export const undoSeconds = 10;

/** `PATCH /api/quality/issues`: the same change to several issues; an error is told. */
export function usePatchIssues() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { ids: readonly string[]; patch: IssuePatch }) =>
      api.send("PATCH", "/api/quality/issues", input, issuesPatchedSchema),
    onError: (error) => toast.error(error.message),
    onSettled: () => client.invalidateQueries({ queryKey: ["quality"] }),
  });
}

/** Changes issues and says so; a changed state can be taken back from where it is said. */
export function useChangeIssues() {
  const { mutate, isPending, variables } = usePatchIssues();
  const change = (ids: readonly string[], patch: IssuePatch, done: string, onDone?: () => void) =>
    mutate(
      { ids, patch },
      {
        onSuccess: ({ changed, unchanged }) => {
          onDone?.();
          if (changed.length === 0) toast.info("Nothing to change: somebody was there before");
          else toast.success(titleOf(done, changed.length, unchanged.length), undoOf(patch, changed));
        },
      },
    );
  const undoOf = (patch: IssuePatch, ids: readonly string[]) => {
    if (patch.state !== "resolved" && patch.state !== "ignored") return undefined;
    return { action: { label: "Undo", onClick: () => mutate({ ids, patch: { state: "open" } }) } };
  };
  return { change, isPending, pendingIds: isPending ? (variables?.ids ?? []) : [] };
}

function titleOf(done: string, changed: number, unchanged: number): string {
  const rest = unchanged > 0 ? `, ${unchanged} were so already` : "";
  return changed === 1 && unchanged === 0 ? done : `${done}: ${counted(changed, "issue")}${rest}`;
}

/** `POST /api/quality/replays`: starts after {@link undoSeconds}. */
export function useStartReplay(issueId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ mapping, saveMapping }: { mapping?: Mapping; saveMapping: boolean }) => {
      const body = { issueId, saveMapping, delaySeconds: undoSeconds, ...(mapping && { mapping }) };
      return api.send("POST", "/api/quality/replays", body, replayAnswerSchema);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["quality", "replays", issueId] }),
  });
}

/** `POST /api/quality/replays/{id}/cancel` */
export function useCancelReplay(issueId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (replayId: string) =>
      api.send("POST", `/api/quality/replays/${encodeURIComponent(replayId)}/cancel`, {}, replaySchema),
    onSuccess: (replay) => {
      client.setQueryData(["quality", "replay", replay.replayId], replay);
      toast.success("Undone: nothing was replayed");
    },
    onError: (error) => toast.error(error.message),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["quality", "replays", issueId] });
      void client.invalidateQueries({ queryKey: ["quality", "history", issueId] });
    },
  });
}
