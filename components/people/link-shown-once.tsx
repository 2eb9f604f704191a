import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { TimeAgo } from "@/components/ui/time-ago";
import type { CreatedLink } from "@/lib/contracts/people";

/** A new link, which nobody can see again. */
export function LinkShownOnce({ link, whom }: { link: CreatedLink; whom: string }) {
  return (
    <div className="flex flex-col gap-3">
      <Callout tone="warning" title="Copy it now: it is not shown again">
        Whoever has it can set the password of {whom}. It works once, and ends <TimeAgo at={link.expiresAt} />.
      </Callout>
      <CodeBlock title="Link" code={link.url} wrap />
    </div>
  );
}
