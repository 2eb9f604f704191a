"use client";

import { Button } from "@/components/ui/button";
import { ForeignText } from "@/components/ui/foreign-text";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast } from "@/components/ui/toast";
import { useRevokeShareLink, useShareLinks } from "./queries";

/** The links to the campaign that work, and how to end them. */
export function LinkList({ campaignId }: { campaignId: string }) {
  const { data, error } = useShareLinks(campaignId);
  const revoke = useRevokeShareLink(campaignId);
  if (error && !data) return <p className="text-danger-text text-sm">The links could not be loaded.</p>;
  if (!data || data.links.length === 0) return null;
  return (
    <section aria-label="Links that work" className="border-t pt-4">
      <h3 className="mb-2 font-medium text-sm">Links that work</h3>
      <ul className="space-y-2">
        {data.links.map(({ id, name, createdBy, expiresAt, openedAt, openedCount }) => (
          <li key={id} className="flex items-center justify-between gap-3 text-sm">
            <span className="min-w-0">
              <ForeignText text={name} className="block truncate" />
              <span className="block text-muted-foreground text-xs">
                {openedAt ? (
                  <>
                    opened {openedCount} {openedCount === 1 ? "time" : "times"}, last <TimeAgo at={openedAt} />
                  </>
                ) : (
                  "never opened"
                )}
                {" · "}ends <TimeAgo at={expiresAt} /> · by <ForeignText text={createdBy} />
              </span>
            </span>
            <Button
              variant="ghost"
              size="sm"
              pending={revoke.isPending && revoke.variables === id}
              onClick={() => revoke.mutate(id, { onError: (problem) => toast.error(problem.message) })}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
