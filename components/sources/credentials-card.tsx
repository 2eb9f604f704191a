"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { May } from "@/components/ui/permissions";
import { useNow } from "@/components/ui/use-now";
import type { Source } from "@/lib/contracts/source";
import { CreateCredentialDialog } from "./create-credential-dialog";
import { CredentialRow } from "./credential-row";
import { type Credential, sortCredentials } from "./credential-state";
import type { CredentialKind } from "./queries";

const words = {
  keys: {
    title: "API keys",
    description: "Sent as a bearer token. Only hashes are kept.",
    create: "New key",
    none: "No key: this source can only send signed requests.",
  },
  secrets: {
    title: "Signing secrets",
    description: "For senders that sign their requests (Standard Webhooks) instead of bearing a key.",
    create: "New secret",
    none: "No signing secret. Senders that sign, such as webhook services, need one.",
  },
} as const;

export type CredentialsCardProps = { source: Source; kind: CredentialKind };

/** The keys or the secrets of a source: make, rotate, revoke. */
export function CredentialsCard({ source, kind }: CredentialsCardProps) {
  const nowMs = useNow() ?? 0;
  const [creating, setCreating] = useState(false);
  const { title, description, create, none } = words[kind];
  const credentials: Credential[] = sortCredentials<Credential>(source[kind], nowMs);
  return (
    <Card>
      <CardHeader
        title={title}
        description={description}
        actions={
          <May access="operate">
            <Button variant="secondary" size="sm" onClick={() => setCreating(true)}>
              <Plus aria-hidden />
              {create}
            </Button>
          </May>
        }
      />
      {credentials.length === 0 && <p className="border-t px-5 py-4 text-muted-foreground text-sm">{none}</p>}
      <ul className="divide-y border-t empty:border-t-0">
        {credentials.map((credential) => (
          <CredentialRow key={credential.id} sourceId={source.id} kind={kind} credential={credential} nowMs={nowMs} />
        ))}
      </ul>
      {creating && <CreateCredentialDialog sourceId={source.id} kind={kind} onClose={() => setCreating(false)} />}
    </Card>
  );
}
