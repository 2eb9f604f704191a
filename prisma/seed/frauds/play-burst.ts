import { createImpression } from "../exposure";
import type { Random } from "../random";
import type { JourneySink } from "../scene";
import type { World } from "../world";
import type { FraudBurst } from "./fraud-plan";
import { click, openScene, show } from "./fraud-scene";
import { farmUser, refreshingUser, roamingUser } from "./fraudsters";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Plays a burst as a whole, from `atMs` on. */
export function playBurst(world: World, burst: FraudBurst, random: Random, sink: JourneySink): void {
  const campaign = world.campaigns.find(({ plan }) => plan.id === burst.campaignId);
  if (!campaign) throw new Error(`The burst names the campaign ${burst.campaignId}, which does not exist.`);
  const scene = (user: Parameters<typeof openScene>[2]) => openScene(world, campaign, user, random, sink);
  const refresher = refreshingUser(random);
  for (let step = 0; step < burst.events; step++) {
    switch (burst.kind) {
      case "farm": {
        const phone = scene(farmUser(step, random));
        const at = burst.atMs + random.below(50 * MINUTE_MS);
        click(phone, at + 1500 + random.logNormal(4000, 0.5), show(phone, at));
        break;
      }
      case "spam": {
        const person = scene(random.pick(world.audience.users));
        const at = burst.atMs + random.below(10 * HOUR_MS);
        click(person, at, createImpression(person, at));
        break;
      }
      case "roamer":
        show(scene(roamingUser(step, random)), burst.atMs + step * 17 * MINUTE_MS);
        break;
      case "refresher":
        show(scene(refresher), burst.atMs + step * 500 + random.below(400));
    }
  }
}
