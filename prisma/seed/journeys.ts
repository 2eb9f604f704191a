import { localMicros } from "./catalogue";
import type { ClickEvent, ImpressionEvent } from "./events";
import { createBidRequest, createImpression, mediaPriceMicros } from "./exposure";
import type { Random } from "./random";
import { type JourneySink, type Scene, stamp, type Visit } from "./scene";
import type { User } from "./users";
import type { CampaignWorld, World } from "./world";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const CRAWLER_SHARE = 0.02;
/** After a click without a conversion: how likely the person is shown the campaign again, and how often at most. */
const RETARGET_SHARE = 0.55;
const RETARGET_TIMES = 4;
/** Clicks whose impression nobody reported, and conversions of people who saw nothing. */
const ORPHAN_SHARE = 0.012;
const ORGANIC_SHARE = 0.09;
/** Orders whose confirmation is opened again, so that its tag reports the same order as a new conversion. */
const REPEATED_ORDER_SHARE = 0.03;

/**
 * Plays one chance to show a campaign: the auction, the impression, the click, the conversion, each only when the
 * one before happened. `visit` is given when the person was met before; then it is bought directly.
 */
export function playOpportunity(
  world: World,
  campaign: CampaignWorld,
  atMs: number,
  random: Random,
  sink: JourneySink,
  visit?: Visit,
): void {
  const crawler = !visit && random.chance(CRAWLER_SHARE);
  const user =
    visit?.user ?? (crawler ? world.audience.drawCrawler(random) : world.audience.drawUser(campaign.plan.id, random));
  const auction = !visit && random.chance(campaign.auctionShare);
  const site = auction ? campaign.drawOpenSite(random) : campaign.drawSite(random);
  const channel = site.network === "partner" ? "partner" : "web-sdk";
  const scene: Scene = { world, campaign, user, site, channel, depth: visit?.depth ?? 0, random, sink };
  const impression = createImpression(scene, stamp(channel, atMs));
  if (auction) {
    const bid = createBidRequest(scene, impression, atMs);
    sink.emit(bid, "bidder");
    if (!random.chance(campaign.winRate * world.stories.winFactor(campaign.plan, atMs))) return;
    impression.auctionId = bid.auctionId;
    impression.at = atMs + 90 + random.below(900);
    // Who pays by click or conversion is not charged for impressions.
    if (campaign.plan.pricing === "cpm") {
      impression.priceMicros = Math.round(mediaPriceMicros(campaign) * random.logNormal(1, 0.22));
    }
  }
  const clicked = !crawler && random.chance(clickRate(scene, impression));
  impression.viewable ||= clicked;
  sink.emit(impression, channel);
  if (clicked) playClick(scene, impression);
  else if (!crawler && random.chance(campaign.plan.viewThroughRate))
    playConversion(scene, impression.at + random.logNormal(4 * HOUR_MS, 1.1));
}

function playClick(scene: Scene, impression: ImpressionEvent): void {
  const { campaign, random, sink, user, world, depth } = scene;
  const at = stamp(scene.channel, impression.at + 1500 + random.logNormal(9000, 0.9));
  const { creativeId, site } = impression;
  const click = ({ id: userId, userAgent, ip }: User): ClickEvent => ({
    kind: "click",
    eventId: sink.nextId("c"),
    at,
    userId,
    campaignId: campaign.plan.id,
    creativeId,
    site,
    userAgent,
    ip,
  });
  sink.emit(click(user), scene.channel);
  if (random.chance(ORPHAN_SHARE)) sink.emit(click(random.pick(world.audience.users)), scene.channel);
  // A person who came back is nearer to a decision.
  if (random.chance(campaign.plan.conversionRate * (1 + 0.25 * depth))) {
    const quick = random.chance(0.45);
    playConversion(scene, at + (quick ? random.logNormal(4 * MINUTE_MS, 0.7) : random.logNormal(5 * HOUR_MS, 1.5)));
  } else if (depth < RETARGET_TIMES && random.chance(RETARGET_SHARE)) {
    sink.revisit({ atMs: at + random.logNormal(9 * HOUR_MS, 1), campaignId: campaign.plan.id, user, depth: depth + 1 });
  }
}

function playConversion(scene: Scene, atMs: number): void {
  const { campaign, random, sink, user, world } = scene;
  const conversionType = random.pick(campaign.plan.conversionTypes);
  const valueMicros =
    conversionType === "purchase" || conversionType === "lead"
      ? Math.round(localMicros(random.logNormal(campaign.plan.value, 0.45), campaign.plan) / 10_000) * 10_000
      : null;
  const conversion = {
    kind: "conversion",
    campaignId: campaign.plan.id,
    conversionType,
    valueMicros,
    currency: campaign.currency,
  } as const;
  const convert = (userId: string, happenedMs: number, orderId: string | null) =>
    sink.emit(
      { ...conversion, eventId: sink.nextId("v"), at: stamp(scene.channel, happenedMs), userId, orderId },
      scene.channel,
    );
  const newOrderId = () => (conversionType === "purchase" ? sink.nextId("order") : null);
  const orderId = newOrderId();
  convert(user.id, atMs, orderId);
  if (orderId && random.chance(REPEATED_ORDER_SHARE))
    convert(user.id, atMs + random.logNormal(25 * MINUTE_MS, 1), orderId);
  if (random.chance(ORGANIC_SHARE)) {
    convert(random.pick(world.audience.users).id, atMs + random.below(HOUR_MS), newOrderId());
  }
}

function clickRate({ world, campaign, site, depth }: Scene, { creativeId: id, at }: ImpressionEvent): number {
  const strength = campaign.plan.creatives[Number(id.slice(-2)) - 1]?.[2] ?? 1;
  const familiarity = depth > 0 ? 4 : 1;
  return (
    campaign.plan.clickRate * strength * site.ctrFactor * world.stories.clickFactor(campaign.plan, at) * familiarity
  );
}
