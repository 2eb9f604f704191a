"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { ForeignText } from "@/components/ui/foreign-text";
import { useMay } from "@/components/ui/permissions";
import { StatusDot, type StatusTone } from "@/components/ui/status-dot";
import { TimeAgo } from "@/components/ui/time-ago";
import { type Credential, type CredentialState, credentialState } from "./credential-state";
import type { CredentialKind } from "./queries";
import { RevokeDialog } from "./revoke-dialog";
import { RotateDialog } from "./rotate-dialog";

const tones: Record<CredentialState, StatusTone> = {
  active: "success",
  ending: "warning",
  expired: "neutral",
  revoked: "neutral",
};

export type CredentialRowProps = { sourceId: string; kind: CredentialKind; credential: Credential; nowMs: number };

/** One key or secret, with whether it works and what can be done. */
export function CredentialRow({ sourceId, kind, credential, nowMs }: CredentialRowProps) {
  const [open, setOpen] = useState<"rotate" | "revoke" | null>(null);
  const state = credentialState(credential, nowMs);
  const works = useMay("operate") && (state === "active" || state === "ending");
  const dialog = { sourceId, kind, credential, onClose: () => setOpen(null) };
  return (
    <li className="flex items-center gap-3 px-5 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium text-sm">
          <ForeignText text={credential.name} />
        </p>
        <p className="flex flex-wrap gap-x-2 text-muted-foreground text-xs">
          {credential.prefix && <code className="break-all">{credential.prefix}…</code>}
          <span>
            made <TimeAgo at={credential.createdAt} />
          </span>
        </p>
      </div>
      <div className="text-right">
        <StatusDot tone={tones[state]}>{state}</StatusDot>
        {state === "ending" && (
          <p className="text-muted-foreground text-xs">
            <TimeAgo at={credential.expiresAt} />
          </p>
        )}
      </div>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Actions for ${credential.name}`}
            disabled={!works}
            className={works ? undefined : "invisible"}
          >
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem onSelect={() => setOpen("rotate")}>Rotate…</DropdownMenuItem>
          <DropdownMenuItem danger onSelect={() => setOpen("revoke")}>
            Revoke…
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {open === "rotate" && <RotateDialog {...dialog} />}
      {open === "revoke" && <RevokeDialog {...dialog} />}
    </li>
  );
}
