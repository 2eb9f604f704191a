import type { Client } from "pg";
import { campaignId, type World } from "./world";

const zones = ["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York"];

/** Advertisers of four time zones, the campaigns turn and turn about, creatives, sources, watermarks, an alert. */
export async function fillCatalogue(db: Client, world: World): Promise<void> {
  await db.query(
    `insert into advertiser (id, name, time_zone, currency)
     select 'bench-a' || n, 'Advertiser ' || n, zone, 'EUR' from unnest($1::text[]) with ordinality as z (zone, n)`,
    [zones],
  );
  await db.query(
    `insert into campaign (id, advertiser_id, name, starts_on, ends_on, budget_micros, pricing, price_micros, attribution_model)
     select id, 'bench-a' || 1 + (n - 1) % 4, 'Campaign ' || n, $2::date, $3::date, 500000000, 'cpm', 4500000,
       (array['last_touch', 'linear', 'position'])[1 + n % 3]
     from unnest($1::text[]) with ordinality as c (id, n)`,
    [
      Array.from({ length: world.campaigns }, (_, index) => campaignId(index)),
      new Date(world.now - world.days * 86_400_000),
      new Date(world.now + 20 * 86_400_000),
    ],
  );
  await db.query(
    `insert into creative (id, campaign_id, name) select id || '-k' || n, id, 'Creative ' || n from campaign, generate_series(0, 5) n`,
  );
  await db.query(
    `insert into source (id, name, expected_every_seconds) select 'bench-s' || n, 'Source ' || n, 3600 from generate_series(0, 4) n`,
  );
  await db.query(
    `insert into watermark (source_id, kind, stage, watermark)
     select source.id, kind, stage, $1 from source
     cross join unnest(array['impression', 'click', 'conversion', 'bid_request']) kind
     cross join unnest(array['received', 'stored', 'correlated', 'aggregated']) stage`,
    [new Date(world.now)],
  );
}

/** What stands beside the events: figures that were late or came twice, first reports of the days that are over, restatements. */
export async function fillBooks(db: Client, world: World): Promise<void> {
  await db.query(`
    insert into campaign_arrival (campaign_id, kind, bucket, duplicate, late)
    select campaign_id, 'impression', bucket, 1, 2 from impression_by_device_15m
    group by 1, 3 having sum(impressions) % 3 = 0
    on conflict do nothing`);
  await db.query(
    `insert into reported_day (campaign_id, day, time_zone, first_figures, figures, reported_at)
     select id, day, advertiser_zone, figures, figures, day + interval '1 day'
     from (select campaign.id, time_zone as advertiser_zone from campaign join advertiser on advertiser.id = advertiser_id) c
     cross join lateral (
         select jsonb_object_agg(metric || '.' || traffic, 1000) as figures from unnest(array['net', 'gross']) traffic,
           unnest(array['bidRequests', 'impressions', 'viewableImpressions', 'clicks', 'orphanClicks', 'mediaCostMicros',
             'postClickMicros', 'postViewMicros', 'unattributedConversions', 'revenueMicros', 'creditCostMicros']) metric
       ) figures
     cross join lateral (select d::date as day from generate_series($1::date, $2::date, interval '1 day') d) days
     on conflict do nothing`,
    [new Date(world.now - world.days * 86_400_000), new Date(world.now - 2 * 86_400_000)],
  );
  await db.query(
    `insert into restatement (campaign_id, day, metric, traffic, model, from_value, to_value, causes, source_ids, at)
     select campaign_id, day, metric, traffic, case when metric = 'revenueMicros' then 'last_touch' end, 1000, 1000 + n,
       array['late_data'], array['bench-s0'], day + n * interval '1 day'
     from reported_day, unnest(array['net', 'gross']) traffic,
       unnest(array['impressions', 'clicks', 'revenueMicros']) metric, generate_series(1, 2) n
     where not exists (select from restatement) and reported_day.time_zone is not null`,
  );
}
