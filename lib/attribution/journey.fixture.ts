import { type CampaignRules, dayMs, type JourneyEvent } from "./journey";

/** Makes events for tests: only what matters is named. */
export function event(
  kind: JourneyEvent["kind"],
  eventId: string,
  at: string | number,
  more: Partial<JourneyEvent> = {},
): JourneyEvent {
  return {
    kind,
    eventId,
    at: typeof at === "number" ? at : Date.parse(at),
    creativeId: kind === "impression" ? "banner" : null,
    site: kind === "impression" ? "news.example" : null,
    device: "desktop",
    country: "DE",
    valueMicros: kind === "conversion" ? 10_000_000n : null,
    orderId: null,
    filtered: false,
    ...more,
  };
}

export const rules: CampaignRules = { clickWindowDays: 30, viewWindowDays: 1, pricing: "cpa", priceMicros: 5_000_000n };

/** A repeatable stream of numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A journey of chance over about 100 days, with what makes trouble: events at the same millisecond, at
 * the exact edge of a window, invalid ones, clicks that were sent with a creative and without.
 */
export function randomJourney(random: () => number, rulesOf: CampaignRules, size: number): JourneyEvent[] {
  const base = Date.UTC(2026, 0, 1);
  const times = [base];
  return Array.from({ length: size }, (_, no) => {
    const near = times[Math.floor(random() * times.length)] ?? base;
    const steps = [0, 1, 60_000, rulesOf.viewWindowDays * dayMs, rulesOf.clickWindowDays * dayMs];
    const at =
      random() < 0.6
        ? near + (steps[Math.floor(random() * steps.length)] ?? 0)
        : base + Math.floor(random() * 100 * dayMs);
    times.push(at);
    const kind =
      (["impression", "impression", "click", "click", "conversion"] as const)[Math.floor(random() * 5)] ?? "click";
    const sent = kind === "impression" || random() < 0.3;
    return event(kind, `e${Math.floor(random() * 1e6)}-${no}`, at, {
      creativeId: sent ? `creative-${Math.floor(random() * 3)}` : null,
      site: sent ? `site-${Math.floor(random() * 3)}` : null,
      device: sent ? (random() < 0.5 ? "mobile" : "desktop") : "unknown",
      country: sent ? (random() < 0.5 ? "DE" : "AT") : "unknown",
      valueMicros: kind === "conversion" ? BigInt(Math.floor(random() * 1e9)) : null,
      filtered: random() < 0.2,
    });
  });
}

export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
