import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import type { CredentialKind } from "./queries";

export type ShownOnceProps = { kind: CredentialKind; value: string };

/** A new key or secret, which nobody can see again. */
export function ShownOnce({ kind, value }: ShownOnceProps) {
  return (
    <div className="flex flex-col gap-3">
      <Callout tone="warning" title="Copy it now: it is not shown again">
        {kind === "keys"
          ? "Only its hash is kept. If it is lost, rotate the key."
          : "It is kept sealed, and no screen shows it. If it is lost, rotate the secret."}
      </Callout>
      <CodeBlock title={kind === "keys" ? "API key" : "Signing secret"} code={value} wrap />
      {kind === "keys" && (
        <CodeBlock
          title="Send it as"
          wrap
          code={`curl -H 'Authorization: Bearer ${value}' \\\n  -H 'Content-Type: text/csv' --data-binary @clicks.csv \\\n  '${window.location.origin}/api/ingest/interactions'`}
        />
      )}
    </div>
  );
}
