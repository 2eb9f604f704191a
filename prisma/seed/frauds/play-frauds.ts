import type { Random } from "../random";
import type { JourneySink } from "../scene";
import type { CampaignWorld, World } from "../world";
import { click, openScene, show } from "./fraud-scene";
import { autoClicker, cloudUser, proxiedUser } from "./fraudsters";
import { playBurst } from "./play-burst";

const DAY_MS = 86_400_000;

/** What goes on all the time, with how often it happens on a mean day over all campaigns. */
const steady: readonly [perDay: number, play: (...input: Parameters<typeof playCloud>) => void][] = [
  [17, playCloud],
  [9, playHidden],
  [2, playProxied],
  [2.4, playDoubleClick],
  [1.6, playTooSoon],
];

/**
 * Plays the planted invalid traffic of a stretch of time: a little of the steady kinds, and the bursts that begin
 * in it. Campaigns with a story of their own are spared, so that what they show stays theirs.
 * @param random of its own, so that the honest part of the demo is the same with and without it
 */
export function playFrauds(
  world: World,
  rate: number,
  fromMs: number,
  toMs: number,
  random: Random,
  sink: JourneySink,
): void {
  const running = world.campaigns.filter(
    ({ plan, flight }) => !plan.story && fromMs >= flight.fromMs && fromMs < flight.toMs,
  );
  const planned = world.campaigns.reduce((sum, { plan }) => sum + plan.dailyImpressions, 0);
  for (const campaign of running) {
    const part = (campaign.plan.dailyImpressions / planned) * campaign.rhythm(fromMs) * ((toMs - fromMs) / DAY_MS);
    for (const [perDay, play] of steady) {
      for (let count = random.poisson(rate * perDay * part); count > 0; count--) {
        play(world, campaign, fromMs + random.below(toMs - fromMs), random, sink);
      }
    }
  }
  for (const burst of world.frauds) {
    if (burst.atMs >= fromMs && burst.atMs < toMs) playBurst(world, burst, random, sink);
  }
}

/** A program in a data centre looks at pages. */
function playCloud(world: World, campaign: CampaignWorld, atMs: number, random: Random, sink: JourneySink): void {
  show(openScene(world, campaign, cloudUser(random), random, sink), atMs);
}

/** An ad in a frame that nobody can see; the tag tells it. */
function playHidden(world: World, campaign: CampaignWorld, atMs: number, random: Random, sink: JourneySink): void {
  const scene = openScene(world, campaign, world.audience.drawUser(campaign.plan.id, random), random, sink);
  show(scene, atMs, { placement: "footer", viewable: false, hidden: true });
}

function playProxied(world: World, campaign: CampaignWorld, atMs: number, random: Random, sink: JourneySink): void {
  show(openScene(world, campaign, proxiedUser(random), random, sink), atMs);
}

/** A person whose finger is quicker than the page. */
function playDoubleClick(world: World, campaign: CampaignWorld, atMs: number, random: Random, sink: JourneySink): void {
  const scene = openScene(world, campaign, world.audience.drawUser(campaign.plan.id, random), random, sink);
  const impression = show(scene, atMs, { viewable: true });
  const first = click(scene, atMs + 1500 + random.logNormal(9000, 0.9), impression);
  click(scene, first.at + 250 + random.below(1800), impression);
}

function playTooSoon(world: World, campaign: CampaignWorld, atMs: number, random: Random, sink: JourneySink): void {
  const scene = openScene(world, campaign, autoClicker(random), random, sink);
  click(scene, atMs + 60 + random.below(200), show(scene, atMs));
}
