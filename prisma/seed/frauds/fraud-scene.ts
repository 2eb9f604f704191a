import type { ClickEvent, ImpressionEvent } from "../events";
import { createImpression } from "../exposure";
import type { Random } from "../random";
import type { JourneySink, Scene } from "../scene";
import { sites } from "../sites";
import type { User } from "../users";
import type { CampaignWorld, World } from "../world";
import { fraudSites } from "./fraud-plan";

/** Half of the frauds happen on two sites. */
const FRAUD_SITE_SHARE = 0.5;

const ownSites = sites.filter(({ domain }) => fraudSites.includes(domain));

/** What a fraud needs to go on; all of them come through our own tag, which tells the most of a record. */
export interface FraudScene extends Scene {
  channel: "web-sdk";
}

export function openScene(
  world: World,
  campaign: CampaignWorld,
  user: User,
  random: Random,
  sink: JourneySink,
): FraudScene {
  const site = random.chance(FRAUD_SITE_SHARE) ? random.pick(ownSites) : campaign.drawOpenSite(random);
  return { world, campaign, user, site, channel: "web-sdk", depth: 0, random, sink };
}

/** Emits an impression of the scene, with `changes` of its own. */
export function show(scene: FraudScene, atMs: number, changes: Partial<ImpressionEvent> = {}): ImpressionEvent {
  const impression = { ...createImpression(scene, Math.round(atMs)), ...changes };
  scene.sink.emit(impression, scene.channel);
  return impression;
}

/** Emits a click on what was shown, or would have been. */
export function click(scene: FraudScene, atMs: number, { creativeId, site, campaignId }: ImpressionEvent): ClickEvent {
  const { id: userId, ip, userAgent } = scene.user;
  const event: ClickEvent = {
    kind: "click",
    eventId: scene.sink.nextId("c"),
    at: Math.round(atMs),
    userId,
    campaignId,
    creativeId,
    site,
    userAgent,
    ip,
  };
  scene.sink.emit(event, scene.channel);
  return event;
}
