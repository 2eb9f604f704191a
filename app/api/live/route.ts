import { authenticate } from "@/lib/auth/authenticate";
import { scopeOf } from "@/lib/auth/scope-of";
import { eventStream } from "@/lib/http/event-stream";
import { handle } from "@/lib/http/handle";
import { OpenPlaces } from "@/lib/http/open-places";
import { listCampaignIds } from "@/lib/read-models/campaigns/list-campaign-ids";
import { liveEvents } from "./live-events";
import { liveHub } from "./live-hub";

export const dynamic = "force-dynamic";

const times = { everyMs: 1_000, heartbeatMs: 15_000, checkMs: 60_000, lifeMs: 30 * 60_000 };
const streams = new OpenPlaces(500, "Too many screens follow along at the moment. Ask for the figures themselves.");

/** Tells what changes while it does, as server-sent events; who it is, and what they may see, is asked again every minute. */
export const GET = handle.reports(async ({ request }) => {
  const headers = new Headers(request.headers);
  const listOwn = async () => listCampaignIds(scopeOf(await authenticate(headers), "reports"));
  const onEnd = streams.take();
  return eventStream((signal) => liveEvents({ hub: liveHub, signal, listOwn, ...times }), {
    signal: request.signal,
    onEnd,
  });
});
