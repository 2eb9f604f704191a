/** How large the world of the bench is. */
export interface World {
  /** Impressions, bid requests, clicks and conversions together. */
  events: number;
  days: number;
  campaigns: number;
  /** The world's present: its last day ends there. Epoch milliseconds. */
  now: number;
}

/** A part of the events by their number, [from, to), so that a world can grow. */
export interface Part {
  from: number;
  to: number;
}

/** Half of the events are impressions; to 100 of them come so many of the others (in all 200 events). */
export const perHundred = { bids: 88, clicks: 10, conversions: 2 } as const;
const users = 200_000;
const dayMs = 86_400_000;

/** The id of the n-th campaign, counted from 0; the first is the largest, with about a sixth of the events. */
export function campaignId(index: number): string {
  return `bench-c${String(index).padStart(3, "0")}`;
}

/** A number in [0, 1) from the SQL expression `key`, the same on every run; `salt` tells the draws of a key apart. */
export function draw(key: string, salt: number): string {
  return `((hashint8extended(${key}, ${salt}) & 2147483647)::float8 / 2147483648.0)`;
}

/**
 * The impressions of one day of the world as a query: everything that the other kinds of event are made of. The
 * days are the last `world.days` times 24 hours before its present.
 */
export function impressionsOf(world: World, day: number, part: Part): string {
  const start = new Date(world.now - (world.days - day) * dayMs).toISOString();
  const number = (events: number) => Math.round(events / world.days / 2);
  return `
    select n, k, at, campaign_id, user_key, md5(k::text) as id,
      campaign_id || '-k' || floor(6 * ${draw("k", 4)} ^ 1.5)::int as creative_id,
      'site-' || lpad(floor(60 * ${draw("k", 5)} ^ 2)::int::text, 2, '0') || '.example' as site,
      (array['mobile', 'mobile', 'desktop', 'desktop', 'tablet', 'tv'])[1 + floor(6 * ${draw("k", 6)})::int] as device,
      (array['DE', 'DE', 'DE', 'US', 'US', 'IN', 'NP', 'FR', 'GB', 'AT', 'CH', 'IT', 'ES', 'NL', 'SE', 'PL'])
        [1 + floor(16 * ${draw("k", 7)} ^ 1.3)::int] as country,
      'bench-s' || floor(5 * ${draw("k", 8)} ^ 2)::int as source_id,
      case when ${draw("k", 9)} < 0.03 then 'known_crawler' when ${draw("k", 9)} < 0.05 then 'data_center_address' end as reason,
      1000 + floor(5000 * ${draw("k", 10)})::bigint as cost,
      ${draw("k", 11)} as luck
    from (
      select n, k, date_trunc('milliseconds', timestamptz '${start}' + ${draw("k", 1)} * interval '1 day') as at,
        'bench-c' || lpad(floor(${world.campaigns} * ${draw("k", 2)} ^ 2)::int::text, 3, '0') as campaign_id,
        md5('u' || floor(${users} * ${draw("k", 3)} ^ 1.5)::int)::uuid as user_key
      from (
        select n::bigint as n, ${day} * 10000000::bigint + n as k
        from generate_series(${number(part.from)}, ${number(part.to) - 1}) n
      ) numbers
    ) placed`;
}
