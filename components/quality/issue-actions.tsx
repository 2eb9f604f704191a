"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { QualityIssue } from "@/lib/contracts/quality";
import { useIssuePatch } from "./queries";

/** Resolve, ignore with a reason, or open again. A resolved issue opens by itself when it comes back. */
export function IssueActions({ issue, onDone }: { issue: QualityIssue; onDone: () => void }) {
  const [ignoring, setIgnoring] = useState(false);
  const [note, setNote] = useState("");
  const patch = useIssuePatch(issue.id);
  const change = (state: QualityIssue["state"], text: string, why?: string) =>
    patch.mutate(
      { state, ...(why ? { note: why } : {}) },
      {
        onSuccess: () => {
          toast.success(text);
          onDone();
        },
        onError: (error) => toast.error(error.message),
      },
    );

  if (issue.state !== "open") {
    return (
      <Button
        variant="secondary"
        className="self-start"
        pending={patch.isPending}
        onClick={() => change("open", "Opened again")}
      >
        Open again
      </Button>
    );
  }
  if (!ignoring) {
    return (
      <div className="flex gap-2">
        <Button pending={patch.isPending} onClick={() => change("resolved", "Resolved")}>
          Resolve
        </Button>
        <Button variant="secondary" onClick={() => setIgnoring(true)}>
          Ignore…
        </Button>
      </div>
    );
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        change("ignored", "Ignored", note.trim());
      }}
    >
      <Field label="Why can it be ignored?" hint="It stands in the audit log.">
        {(control) => <Input {...control} autoFocus value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" disabled={note.trim() === ""} pending={patch.isPending}>
          Ignore
        </Button>
        <Button variant="ghost" onClick={() => setIgnoring(false)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
