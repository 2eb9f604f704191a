"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ForeignText } from "@/components/ui/foreign-text";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { useNow } from "@/components/ui/use-now";
import type { ApiKey } from "@/lib/contracts/api-keys";
import { keyState } from "./key-state";
import { RevokeKeyDialog } from "./revoke-key-dialog";

const scopeWords = { read: "Reads reports", manage: "Reads and changes" } as const;

/** One row a key, those that work first. */
export function KeyTable({ keys }: { keys: readonly ApiKey[] }) {
  const nowMs = useNow() ?? 0;
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  return (
    <>
      <Table label="API keys">
        <TableHeader>
          <TableRow>
            <TableHead>Key</TableHead>
            <TableHead>What it may</TableHead>
            <TableHead>State</TableHead>
            <TableHead numeric className="max-sm:hidden">
              Last used
            </TableHead>
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {keys.map((key) => {
            const state = keyState(key, nowMs);
            return (
              <TableRow key={key.id}>
                <TableCell className="min-w-44">
                  <span className="block font-medium">
                    <ForeignText text={key.name} />
                  </span>
                  <code className="text-muted-foreground text-xs">{key.prefix}…</code>
                  <span className="block text-muted-foreground text-xs">
                    made <TimeAgo at={key.createdAt} />
                    {key.createdBy && ` by ${key.createdBy}`}
                  </span>
                </TableCell>
                <TableCell className="min-w-36">
                  {scopeWords[key.scope]}
                  <span className="block max-w-64 text-muted-foreground text-xs">
                    {key.advertisers ? key.advertisers.map(({ name }) => name).join(", ") : "Every advertiser"}
                  </span>
                </TableCell>
                <TableCell>
                  <StatusDot tone={state === "works" ? "success" : "neutral"}>{state}</StatusDot>
                  {state === "works" && key.expiresAt && (
                    <span className="block text-muted-foreground text-xs">
                      until <TimeAgo at={key.expiresAt} />
                    </span>
                  )}
                </TableCell>
                <TableCell numeric className="max-sm:hidden">
                  {key.lastUsedAt ? <TimeAgo at={key.lastUsedAt} /> : "never"}
                </TableCell>
                <TableCell numeric>
                  {state === "works" && (
                    <Button
                      variant="ghost"
                      size="sm"
                      aria-label={`Revoke ${key.name}`}
                      onClick={() => setRevoking(key)}
                    >
                      Revoke…
                    </Button>
                  )}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      {revoking && <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}
