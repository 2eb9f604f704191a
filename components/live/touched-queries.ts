import type { Query } from "@tanstack/react-query";
import type { LiveHint } from "@/lib/contracts/live";

/** What a query says of itself in `meta.live`: how soon its figures follow a change; without it they do not. */
export type LivePace = "soon" | "later";

type Asked = Pick<Query, "queryKey" | "meta">;

/**
 * Whether what changed touches a query of that pace. Keys begin with what they are of: `["campaigns", id, …]` one
 * campaign, `["campaigns", …]` all, `["alerts", …]`, `["freshness", …]`.
 */
export function isTouched({ queryKey, meta }: Asked, hint: LiveHint, pace: LivePace): boolean {
  if (meta?.live !== pace) return false;
  const [of, campaignId] = queryKey;
  if (of === "alerts") return hint.what.includes("alerts");
  if (of === "freshness") return hint.what.includes("freshness");
  if (of !== "campaigns" && of !== "overview" && of !== "conversions") return false;
  if (!hint.what.some((part) => part === "performance" || part === "conversions" || part === "restatements"))
    return false;
  if (of !== "campaigns" || typeof campaignId !== "string" || hint.campaigns === null) return true;
  return hint.campaigns.includes(campaignId);
}
