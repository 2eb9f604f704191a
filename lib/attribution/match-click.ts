import { type ClickMatch, dayMs, type JourneyEvent, unknown } from "./journey";

/**
 * Matches a click to the latest impression of the same user and campaign that is not later than it
 * (DESIGN.md, "Correlation and attribution"). Of impressions at the same millisecond the one with the
 * greatest event id is the latest. An impression exactly as old as the window still matches. Invalid
 * impressions match too: the match tells where the click came from, not what it is worth.
 *
 * Creative, site, device and country are the ones that the click was sent with, else the impression's,
 * else `unknown`.
 *
 * @param latest the last impression before the click in the order of the journey
 */
export function matchClick(click: JourneyEvent, latest: JourneyEvent | undefined, clickWindowDays: number): ClickMatch {
  const impression = latest && click.at - latest.at <= clickWindowDays * dayMs ? latest : undefined;
  return {
    eventId: click.eventId,
    at: click.at,
    matchState: impression ? "matched" : "orphan",
    impressionId: impression?.eventId ?? null,
    impressionAt: impression?.at ?? null,
    creativeId: click.creativeId ?? impression?.creativeId ?? unknown,
    site: click.site ?? impression?.site ?? unknown,
    device: (click.device === unknown ? impression?.device : click.device) ?? unknown,
    country: (click.country === unknown ? impression?.country : click.country) ?? unknown,
  };
}
