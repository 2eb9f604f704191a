import type { Client } from "pg";
import { draw, impressionsOf, type Part, perHundred, type World } from "./world";

const source = `at + interval '20 seconds', source_id, 'bench-' || source_id || '-' || to_char(at, 'MMDD')`;
const marks = `case when reason is not null then array[reason || '@1'] end`;
const hasAuction = "n % 10 < 7";
const hasBid = `n % 25 < ${perHundred.bids / 4}`;

/**
 * Fills one day with its part of the events: impressions, most of them with the bid requests that they were won
 * from, the clicks of every tenth, a conversion of every fifth click, and what correlation makes of all that. Each
 * statement writes in the order of its key, as the product does.
 */
export async function fillDay(db: Client, world: World, day: number, part: Part): Promise<void> {
  const impressions = impressionsOf(world, day, part);
  await db.query("begin");
  for (const statement of statements(world, impressions)) await db.query(statement);
  await db.query("commit");
}

function statements(world: World, impressions: string): string[] {
  const now = new Date(world.now).toISOString();
  const clicks = `
    select *, at + ${draw("k", 21)} * interval '90 seconds' as click_at, n % 70 <> 0 as matched
    from (${impressions}) i where n % ${100 / perHundred.clicks} = 0`;
  const conversions = `
    select * from (
      select *, click_at - ln(1 - ${draw("k", 31)}) * interval '3 days' as conversion_at,
        1000000 * (1 + floor(80 * ${draw("k", 32)}))::bigint as value, n % 350 = 0 as unattributed,
        case when n % 100 = 0 then 'o-' || id end as order_id
      from (${clicks}) c where n % ${100 / perHundred.conversions} = 0
    ) v where conversion_at < '${now}'`;
  return [
    insertImpressions(impressions),
    insertBids(`select * from (${impressions}) i where ${hasBid}`),
    insertClicks(clicks),
    insertConversions(conversions),
    insertOrders(conversions),
    insertCredits(conversions),
    insertKeys("impression", "i", "at", impressions),
    insertKeys("bid_request", "b", "at", `select * from (${impressions}) i where ${hasBid}`),
    insertKeys("click", "c", "click_at", clicks),
    insertKeys("conversion", "v", "conversion_at", conversions),
    insertJourneys("impression", "i", "at", "null", "null", impressions),
    insertJourneys("click", "c", "click_at", "null", "null", clicks),
    insertJourneys("conversion", "v", "conversion_at", "value", "order_id", conversions),
  ];
}

function insertImpressions(impressions: string): string {
  return `
    insert into impression (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, creative_id,
      site, auction_id, cost_micros, viewable, device, browser, os, country, filter_reason, marks, bid_id, bid_at)
    select 'i-' || id, at, ${source}, user_key, campaign_id, creative_id, site, case when ${hasAuction} then 'a-' || id end, cost,
      case when luck > 0.2 then luck < 0.75 end, device, 'chrome', 'android', country, reason, ${marks},
      case when ${hasAuction} and ${hasBid} then 'b-' || id end,
      case when ${hasAuction} and ${hasBid} then at - interval '150 milliseconds' end
    from (${impressions}) e order by campaign_id, at, id`;
}

function insertBids(bids: string): string {
  return `
    insert into bid_request (event_id, occurred_at, received_at, source_id, batch_id, user_key, auction_id, campaign_id, site,
      ad_format, bid_floor_micros, device, country, filter_reason, marks)
    select 'b-' || id, at - interval '150 milliseconds', ${source}, user_key, 'a-' || id, campaign_id, site, 'banner', 500000,
      device, country, reason, ${marks}
    from (${bids}) e order by campaign_id, at, id`;
}

function insertClicks(clicks: string): string {
  return `
    insert into click (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, creative_id, site,
      cost_micros, device, browser, os, country, filter_reason, marks, match_state, impression_id, impression_at)
    select 'c-' || id, click_at, ${source}, user_key, campaign_id, case when matched then creative_id else 'unknown' end,
      case when matched then site else 'unknown' end, 0, device, 'chrome', 'android', country, reason, ${marks},
      case when matched then 'matched' else 'orphan' end, case when matched then 'i-' || id end, case when matched then at end
    from (${clicks}) e order by campaign_id, click_at, id`;
}

function insertConversions(conversions: string): string {
  return `
    insert into conversion (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, conversion_type,
      value_micros, order_id, device, country, filter_reason, marks)
    select 'v-' || id, conversion_at, ${source}, user_key, campaign_id, case when n % 150 = 0 then 'lead' else 'purchase' end,
      value, order_id, device, country, reason, ${marks}
    from (${conversions}) e order by campaign_id, conversion_at, id`;
}

function insertOrders(conversions: string): string {
  return `
    insert into conversion_order (campaign_id, order_id, filtered, occurred_at, event_id, user_key, credited)
    select campaign_id, order_id, reason is not null, conversion_at, 'v-' || id, user_key, true
    from (${conversions}) e where order_id is not null order by campaign_id, order_id`;
}

/** Models of one touch credit the click, the others the click and the impression before it by halves. */
function insertCredits(conversions: string): string {
  return `
    insert into conversion_credit (conversion_id, occurred_at, campaign_id, model, position, touch_kind, touch_id, touch_at,
      creative_id, site, device, country, credit_micros, revenue_micros, cost_micros, filtered)
    select 'v-' || id, conversion_at, campaign_id, model, position,
      case when unattributed then 'none' when position = 1 then 'click' else 'view' end,
      case when unattributed then null when position = 1 then 'c-' || id else 'i-' || id end,
      case when unattributed then null when position = 1 then click_at else at end,
      creative_id, site, device, country, part, value * part / 1000000, 0, reason is not null
    from (${conversions}) e
    cross join lateral (
      select model, case when unattributed then 0 else position end as position,
        case when unattributed then 0 when halves then 500000 else 1000000 end as part
      from (values ('last_touch', false), ('first_touch', false), ('linear', true), ('time_decay', true), ('position', true))
        as m (model, halves)
      cross join generate_series(1, case when halves and not unattributed then 2 else 1 end) position
    ) credits
    order by campaign_id, conversion_at, id, model, position`;
}

function insertKeys(kind: string, prefix: string, at: string, events: string): string {
  return `
    insert into event_key (kind, event_id, occurred_at, content_hash, received_at, time_given_by_us)
    select '${kind}', '${prefix}-' || id, ${at}, sha256(id::bytea), ${at} + interval '20 seconds', false
    from (${events}) e order by 2`;
}

function insertJourneys(
  kind: string,
  prefix: string,
  at: string,
  value: string,
  order: string,
  events: string,
): string {
  return `
    insert into journey_event (user_key, campaign_id, occurred_at, kind, event_id, creative_id, site, device, country,
      value_micros, address_key, filtered, marks, order_id)
    select user_key, campaign_id, ${at}, '${kind}', '${prefix}-' || id, ${kind === "conversion" ? "null" : "creative_id"},
      ${kind === "conversion" ? "null" : "site"}, device, country, ${value}, md5('a' || user_key)::uuid, reason is not null,
      ${marks}, ${order}
    from (${events}) e order by 1, 2, 3`;
}
