import type { Channel, DemoEvent } from "./events";
import type { Random } from "./random";
import type { Site } from "./sites";
import type { User } from "./users";
import type { CampaignWorld, World } from "./world";

/** A later meeting of a person with a campaign, planned by an earlier one. */
export interface Visit {
  atMs: number;
  campaignId: string;
  user: User;
  depth: number;
}

/** Where a journey puts what happens: events for their channel, and meetings still to come. */
export interface JourneySink {
  nextId(prefix: string): string;
  emit(event: DemoEvent, channel: Channel): void;
  revisit(visit: Visit): void;
}

/** One person on one site, and everything that a journey needs to go on from there. */
export interface Scene {
  world: World;
  campaign: CampaignWorld;
  user: User;
  site: Site;
  channel: Channel;
  depth: number;
  random: Random;
  sink: JourneySink;
}

/** When an event of this scene happened, as its channel can say it: the partner's feed has seconds only. */
export function stamp(channel: Channel, ms: number): number {
  return channel === "partner" ? Math.floor(ms / 1000) * 1000 : Math.round(ms);
}
