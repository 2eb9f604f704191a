import { z } from "zod";

/** What of the store changed: figures of events, of conversions, what was restated, alerts, how fresh sources are. */
export const livePartSchema = z.enum(["performance", "conversions", "restatements", "alerts", "freshness"]);
export type LivePart = z.infer<typeof livePartSchema>;

/** So many campaigns are named; of more nobody is told which. */
export const mostNamedCampaigns = 200;

/** A hint that something changed. Hints may be lost: whoever listens asks again now and then anyway. */
export const liveHintSchema = z.object({
  /** Whose figures; null where it is not known, or too many. */
  campaigns: z.array(z.string()).nullable(),
  what: z.array(livePartSchema),
});
export type LiveHint = z.infer<typeof liveHintSchema>;

/** Hints go over core NATS, not JetStream: nobody needs an old one. */
export const liveSubject = "live.v1.changed";

/** The campaigns as a hint names them: each once, and null for more than are named. */
export function namedCampaigns(ids: Iterable<string | null | undefined>): string[] | null {
  const named = new Set<string>();
  for (const id of ids) {
    if (id) named.add(id);
    if (named.size > mostNamedCampaigns) return null;
  }
  return [...named];
}

/** Puts hints together, so that one says what all of them say. */
export function mergeHints(left: LiveHint | null, right: LiveHint): LiveHint {
  if (!left) return right;
  const what = [...new Set([...left.what, ...right.what])];
  if (left.campaigns === null || right.campaigns === null) return { campaigns: null, what };
  return { campaigns: namedCampaigns([...left.campaigns, ...right.campaigns]), what };
}

/** `event: changed` of `GET /api/live`. */
export const liveChangeSchema = liveHintSchema.extend({ at: z.iso.datetime() });
export type LiveChange = z.infer<typeof liveChangeSchema>;
