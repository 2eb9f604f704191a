import { creativeId, localMicros } from "./catalogue";
import type { BidRequestEvent, ImpressionEvent } from "./events";
import type { Scene } from "./scene";
import type { CampaignWorld } from "./world";

/** The impression of a scene, bought directly; an auction adds its id and price. */
export function createImpression({ campaign, user, site, random, sink }: Scene, at: number): ImpressionEvent {
  const placement = random.pick(site.placements);
  return {
    kind: "impression",
    eventId: sink.nextId("i"),
    at,
    userId: user.id,
    campaignId: campaign.plan.id,
    creativeId: creativeId(campaign.plan, random.below(campaign.plan.creatives.length)),
    site: site.domain,
    placement,
    auctionId: null,
    priceMicros: null,
    currency: campaign.currency,
    userAgent: user.userAgent,
    ip: user.ip,
    country: user.country,
    viewable: random.chance(placement === "sidebar" || placement === "footer" ? 0.46 : 0.71),
  };
}

/** The auction that the impression would come from, when we win it. */
export function createBidRequest(
  { campaign, user, site, random, sink }: Scene,
  impression: ImpressionEvent,
  at: number,
): BidRequestEvent {
  const auctionId = sink.nextId("a");
  return {
    kind: "bid_request",
    eventId: auctionId.replace("a-", "b-"),
    at,
    auctionId,
    userId: user.id,
    campaignId: campaign.plan.id,
    advertiserId: campaign.plan.advertiserId,
    site: site.domain,
    adFormat: campaign.plan.creatives[Number(impression.creativeId.slice(-2)) - 1]?.[0] ?? "300x250",
    bidFloorMicros: Math.round((mediaPriceMicros(campaign) * 1000 * (0.4 + random.next() * 0.4)) / 10_000) * 10_000,
    currency: campaign.currency,
    userAgent: user.userAgent,
    ip: user.ip,
    country: user.country,
    segment: site.topic,
  };
}

/** What one impression costs at auction; a campaign that pays by click or conversion buys at about four dollars. */
export function mediaPriceMicros({ plan }: CampaignWorld): number {
  return localMicros(plan.pricing === "cpm" ? plan.price : Math.min(4, plan.price * 8), plan) / 1000;
}
