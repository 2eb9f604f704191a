"use client";

import { Check, CircleCheck } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useMay } from "@/components/ui/permissions";
import { toast } from "@/components/ui/toast";
import type { AlertDetail } from "@/lib/contracts/alerts";
import { useAlertAction } from "./queries";

/** Acknowledge and resolve, as far as they apply. Who comes second is told what happened meanwhile. */
export function AlertActions({ alert }: { alert: AlertDetail }) {
  const acknowledge = useAlertAction(alert.id, "acknowledge");
  const resolve = useAlertAction(alert.id, "resolve");
  const done = (what: string) => ({
    onSuccess: () => toast.success(what),
    onError: (error: Error) => toast.error(error.message),
  });
  const may = useMay("alerts");
  if (alert.state === "resolved" || !may) return null;
  const busy = acknowledge.isPending || resolve.isPending;
  return (
    <>
      {alert.state !== "acknowledged" && (
        <Button
          variant="secondary"
          pending={acknowledge.isPending}
          disabled={busy}
          onClick={() => acknowledge.mutate({}, done("You are on it"))}
        >
          <Check aria-hidden />
          Acknowledge
        </Button>
      )}
      <Button pending={resolve.isPending} disabled={busy} onClick={() => resolve.mutate({}, done("Resolved"))}>
        <CircleCheck aria-hidden />
        Resolve
      </Button>
    </>
  );
}
