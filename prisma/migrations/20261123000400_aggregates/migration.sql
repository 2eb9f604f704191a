-- Narrow continuous aggregates, one per table and dimension, in a hierarchy of 15 minutes,
-- hours and days. All are real-time, so the newest minute shows; late events are seen after
-- role rollup has refreshed the range that they touched. Every figure stands gross and, as
-- filtered_…, its invalid part: net is gross minus filtered. A campaign's totals are the sums
-- over its creatives (bids: over sites). 15 minutes is the finest offset of a time zone, so that any
-- zone's days can be put together exactly.

create materialized view impression_by_creative_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  creative_id,
  count(*) as impressions,
  count(*) filter (where filter_reason is not null) as filtered_impressions,
  count(*) filter (where viewable) as viewable_impressions,
  count(*) filter (where viewable and filter_reason is not null) as filtered_viewable_impressions,
  count(*) filter (where auction_id is not null) as auction_impressions,
  count(*) filter (where auction_id is not null and filter_reason is not null) as filtered_auction_impressions,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros,
  coalesce(sum(cost_micros) filter (where filter_reason is not null), 0)::bigint as filtered_cost_micros
from impression
group by 1, 2, 3
with no data;
create index on impression_by_creative_15m (campaign_id, bucket);

create materialized view impression_by_creative_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  creative_id,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions,
  sum(viewable_impressions)::bigint as viewable_impressions,
  sum(filtered_viewable_impressions)::bigint as filtered_viewable_impressions,
  sum(auction_impressions)::bigint as auction_impressions,
  sum(filtered_auction_impressions)::bigint as filtered_auction_impressions,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from impression_by_creative_15m
group by 1, 2, 3
with no data;
create index on impression_by_creative_1h (campaign_id, bucket);

create materialized view impression_by_creative_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  creative_id,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions,
  sum(viewable_impressions)::bigint as viewable_impressions,
  sum(filtered_viewable_impressions)::bigint as filtered_viewable_impressions,
  sum(auction_impressions)::bigint as auction_impressions,
  sum(filtered_auction_impressions)::bigint as filtered_auction_impressions,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from impression_by_creative_1h
group by 1, 2, 3
with no data;
create index on impression_by_creative_1d (campaign_id, bucket);

create materialized view impression_by_site_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  site,
  count(*) as impressions,
  count(*) filter (where filter_reason is not null) as filtered_impressions,
  count(*) filter (where viewable) as viewable_impressions,
  count(*) filter (where viewable and filter_reason is not null) as filtered_viewable_impressions,
  count(*) filter (where auction_id is not null) as auction_impressions,
  count(*) filter (where auction_id is not null and filter_reason is not null) as filtered_auction_impressions,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros,
  coalesce(sum(cost_micros) filter (where filter_reason is not null), 0)::bigint as filtered_cost_micros
from impression
group by 1, 2, 3
with no data;
create index on impression_by_site_15m (campaign_id, bucket);

create materialized view impression_by_site_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  site,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions,
  sum(viewable_impressions)::bigint as viewable_impressions,
  sum(filtered_viewable_impressions)::bigint as filtered_viewable_impressions,
  sum(auction_impressions)::bigint as auction_impressions,
  sum(filtered_auction_impressions)::bigint as filtered_auction_impressions,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from impression_by_site_15m
group by 1, 2, 3
with no data;
create index on impression_by_site_1h (campaign_id, bucket);

create materialized view impression_by_site_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  site,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions,
  sum(viewable_impressions)::bigint as viewable_impressions,
  sum(filtered_viewable_impressions)::bigint as filtered_viewable_impressions,
  sum(auction_impressions)::bigint as auction_impressions,
  sum(filtered_auction_impressions)::bigint as filtered_auction_impressions,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from impression_by_site_1h
group by 1, 2, 3
with no data;
create index on impression_by_site_1d (campaign_id, bucket);

create materialized view impression_by_device_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  device,
  count(*) as impressions,
  count(*) filter (where filter_reason is not null) as filtered_impressions,
  count(*) filter (where viewable) as viewable_impressions,
  count(*) filter (where viewable and filter_reason is not null) as filtered_viewable_impressions,
  count(*) filter (where auction_id is not null) as auction_impressions,
  count(*) filter (where auction_id is not null and filter_reason is not null) as filtered_auction_impressions,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros,
  coalesce(sum(cost_micros) filter (where filter_reason is not null), 0)::bigint as filtered_cost_micros
from impression
group by 1, 2, 3
with no data;
create index on impression_by_device_15m (campaign_id, bucket);

create materialized view impression_by_device_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  device,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions,
  sum(viewable_impressions)::bigint as viewable_impressions,
  sum(filtered_viewable_impressions)::bigint as filtered_viewable_impressions,
  sum(auction_impressions)::bigint as auction_impressions,
  sum(filtered_auction_impressions)::bigint as filtered_auction_impressions,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from impression_by_device_15m
group by 1, 2, 3
with no data;
create index on impression_by_device_1h (campaign_id, bucket);

create materialized view impression_by_device_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  device,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions,
  sum(viewable_impressions)::bigint as viewable_impressions,
  sum(filtered_viewable_impressions)::bigint as filtered_viewable_impressions,
  sum(auction_impressions)::bigint as auction_impressions,
  sum(filtered_auction_impressions)::bigint as filtered_auction_impressions,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from impression_by_device_1h
group by 1, 2, 3
with no data;
create index on impression_by_device_1d (campaign_id, bucket);

create materialized view impression_by_country_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  country,
  count(*) as impressions,
  count(*) filter (where filter_reason is not null) as filtered_impressions,
  count(*) filter (where viewable) as viewable_impressions,
  count(*) filter (where viewable and filter_reason is not null) as filtered_viewable_impressions,
  count(*) filter (where auction_id is not null) as auction_impressions,
  count(*) filter (where auction_id is not null and filter_reason is not null) as filtered_auction_impressions,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros,
  coalesce(sum(cost_micros) filter (where filter_reason is not null), 0)::bigint as filtered_cost_micros
from impression
group by 1, 2, 3
with no data;
create index on impression_by_country_15m (campaign_id, bucket);

create materialized view impression_by_country_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  country,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions,
  sum(viewable_impressions)::bigint as viewable_impressions,
  sum(filtered_viewable_impressions)::bigint as filtered_viewable_impressions,
  sum(auction_impressions)::bigint as auction_impressions,
  sum(filtered_auction_impressions)::bigint as filtered_auction_impressions,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from impression_by_country_15m
group by 1, 2, 3
with no data;
create index on impression_by_country_1h (campaign_id, bucket);

create materialized view impression_by_country_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  country,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions,
  sum(viewable_impressions)::bigint as viewable_impressions,
  sum(filtered_viewable_impressions)::bigint as filtered_viewable_impressions,
  sum(auction_impressions)::bigint as auction_impressions,
  sum(filtered_auction_impressions)::bigint as filtered_auction_impressions,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from impression_by_country_1h
group by 1, 2, 3
with no data;
create index on impression_by_country_1d (campaign_id, bucket);

-- One row a user: reach is counted over these, since unique users of parts do not add up.

create materialized view impression_by_user_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  user_key,
  count(*) as impressions,
  count(*) filter (where filter_reason is not null) as filtered_impressions
from impression
group by 1, 2, 3
with no data;
create index on impression_by_user_15m (campaign_id, bucket);

create materialized view impression_by_user_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  user_key,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions
from impression_by_user_15m
group by 1, 2, 3
with no data;
create index on impression_by_user_1h (campaign_id, bucket);

create materialized view impression_by_user_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  user_key,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions
from impression_by_user_1h
group by 1, 2, 3
with no data;
create index on impression_by_user_1d (campaign_id, bucket);

create materialized view click_by_creative_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  creative_id,
  count(*) as clicks,
  count(*) filter (where filter_reason is not null) as filtered_clicks,
  count(*) filter (where match_state = 'orphan') as orphan_clicks,
  count(*) filter (where match_state = 'orphan' and filter_reason is not null) as filtered_orphan_clicks,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros,
  coalesce(sum(cost_micros) filter (where filter_reason is not null), 0)::bigint as filtered_cost_micros
from click
group by 1, 2, 3
with no data;
create index on click_by_creative_15m (campaign_id, bucket);

create materialized view click_by_creative_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  creative_id,
  sum(clicks)::bigint as clicks,
  sum(filtered_clicks)::bigint as filtered_clicks,
  sum(orphan_clicks)::bigint as orphan_clicks,
  sum(filtered_orphan_clicks)::bigint as filtered_orphan_clicks,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from click_by_creative_15m
group by 1, 2, 3
with no data;
create index on click_by_creative_1h (campaign_id, bucket);

create materialized view click_by_creative_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  creative_id,
  sum(clicks)::bigint as clicks,
  sum(filtered_clicks)::bigint as filtered_clicks,
  sum(orphan_clicks)::bigint as orphan_clicks,
  sum(filtered_orphan_clicks)::bigint as filtered_orphan_clicks,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from click_by_creative_1h
group by 1, 2, 3
with no data;
create index on click_by_creative_1d (campaign_id, bucket);

create materialized view click_by_site_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  site,
  count(*) as clicks,
  count(*) filter (where filter_reason is not null) as filtered_clicks,
  count(*) filter (where match_state = 'orphan') as orphan_clicks,
  count(*) filter (where match_state = 'orphan' and filter_reason is not null) as filtered_orphan_clicks,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros,
  coalesce(sum(cost_micros) filter (where filter_reason is not null), 0)::bigint as filtered_cost_micros
from click
group by 1, 2, 3
with no data;
create index on click_by_site_15m (campaign_id, bucket);

create materialized view click_by_site_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  site,
  sum(clicks)::bigint as clicks,
  sum(filtered_clicks)::bigint as filtered_clicks,
  sum(orphan_clicks)::bigint as orphan_clicks,
  sum(filtered_orphan_clicks)::bigint as filtered_orphan_clicks,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from click_by_site_15m
group by 1, 2, 3
with no data;
create index on click_by_site_1h (campaign_id, bucket);

create materialized view click_by_site_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  site,
  sum(clicks)::bigint as clicks,
  sum(filtered_clicks)::bigint as filtered_clicks,
  sum(orphan_clicks)::bigint as orphan_clicks,
  sum(filtered_orphan_clicks)::bigint as filtered_orphan_clicks,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from click_by_site_1h
group by 1, 2, 3
with no data;
create index on click_by_site_1d (campaign_id, bucket);

create materialized view click_by_device_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  device,
  count(*) as clicks,
  count(*) filter (where filter_reason is not null) as filtered_clicks,
  count(*) filter (where match_state = 'orphan') as orphan_clicks,
  count(*) filter (where match_state = 'orphan' and filter_reason is not null) as filtered_orphan_clicks,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros,
  coalesce(sum(cost_micros) filter (where filter_reason is not null), 0)::bigint as filtered_cost_micros
from click
group by 1, 2, 3
with no data;
create index on click_by_device_15m (campaign_id, bucket);

create materialized view click_by_device_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  device,
  sum(clicks)::bigint as clicks,
  sum(filtered_clicks)::bigint as filtered_clicks,
  sum(orphan_clicks)::bigint as orphan_clicks,
  sum(filtered_orphan_clicks)::bigint as filtered_orphan_clicks,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from click_by_device_15m
group by 1, 2, 3
with no data;
create index on click_by_device_1h (campaign_id, bucket);

create materialized view click_by_device_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  device,
  sum(clicks)::bigint as clicks,
  sum(filtered_clicks)::bigint as filtered_clicks,
  sum(orphan_clicks)::bigint as orphan_clicks,
  sum(filtered_orphan_clicks)::bigint as filtered_orphan_clicks,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from click_by_device_1h
group by 1, 2, 3
with no data;
create index on click_by_device_1d (campaign_id, bucket);

create materialized view click_by_country_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  country,
  count(*) as clicks,
  count(*) filter (where filter_reason is not null) as filtered_clicks,
  count(*) filter (where match_state = 'orphan') as orphan_clicks,
  count(*) filter (where match_state = 'orphan' and filter_reason is not null) as filtered_orphan_clicks,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros,
  coalesce(sum(cost_micros) filter (where filter_reason is not null), 0)::bigint as filtered_cost_micros
from click
group by 1, 2, 3
with no data;
create index on click_by_country_15m (campaign_id, bucket);

create materialized view click_by_country_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  country,
  sum(clicks)::bigint as clicks,
  sum(filtered_clicks)::bigint as filtered_clicks,
  sum(orphan_clicks)::bigint as orphan_clicks,
  sum(filtered_orphan_clicks)::bigint as filtered_orphan_clicks,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from click_by_country_15m
group by 1, 2, 3
with no data;
create index on click_by_country_1h (campaign_id, bucket);

create materialized view click_by_country_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  country,
  sum(clicks)::bigint as clicks,
  sum(filtered_clicks)::bigint as filtered_clicks,
  sum(orphan_clicks)::bigint as orphan_clicks,
  sum(filtered_orphan_clicks)::bigint as filtered_orphan_clicks,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from click_by_country_1h
group by 1, 2, 3
with no data;
create index on click_by_country_1d (campaign_id, bucket);

create materialized view credit_by_creative_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  model,
  creative_id,
  coalesce(sum(credit_micros) filter (where touch_kind = 'click'), 0)::bigint as post_click_micros,
  coalesce(sum(credit_micros) filter (where touch_kind = 'click' and filtered), 0)::bigint as filtered_post_click_micros,
  coalesce(sum(credit_micros) filter (where touch_kind = 'view'), 0)::bigint as post_view_micros,
  coalesce(sum(credit_micros) filter (where touch_kind = 'view' and filtered), 0)::bigint as filtered_post_view_micros,
  count(*) filter (where touch_kind = 'none') as unattributed,
  count(*) filter (where touch_kind = 'none' and filtered) as filtered_unattributed,
  coalesce(sum(revenue_micros), 0)::bigint as revenue_micros,
  coalesce(sum(revenue_micros) filter (where filtered), 0)::bigint as filtered_revenue_micros,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros,
  coalesce(sum(cost_micros) filter (where filtered), 0)::bigint as filtered_cost_micros
from conversion_credit
group by 1, 2, 3, 4
with no data;
create index on credit_by_creative_15m (campaign_id, bucket);

create materialized view credit_by_creative_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  model,
  creative_id,
  sum(post_click_micros)::bigint as post_click_micros,
  sum(filtered_post_click_micros)::bigint as filtered_post_click_micros,
  sum(post_view_micros)::bigint as post_view_micros,
  sum(filtered_post_view_micros)::bigint as filtered_post_view_micros,
  sum(unattributed)::bigint as unattributed,
  sum(filtered_unattributed)::bigint as filtered_unattributed,
  sum(revenue_micros)::bigint as revenue_micros,
  sum(filtered_revenue_micros)::bigint as filtered_revenue_micros,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from credit_by_creative_15m
group by 1, 2, 3, 4
with no data;
create index on credit_by_creative_1h (campaign_id, bucket);

create materialized view credit_by_creative_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  model,
  creative_id,
  sum(post_click_micros)::bigint as post_click_micros,
  sum(filtered_post_click_micros)::bigint as filtered_post_click_micros,
  sum(post_view_micros)::bigint as post_view_micros,
  sum(filtered_post_view_micros)::bigint as filtered_post_view_micros,
  sum(unattributed)::bigint as unattributed,
  sum(filtered_unattributed)::bigint as filtered_unattributed,
  sum(revenue_micros)::bigint as revenue_micros,
  sum(filtered_revenue_micros)::bigint as filtered_revenue_micros,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from credit_by_creative_1h
group by 1, 2, 3, 4
with no data;
create index on credit_by_creative_1d (campaign_id, bucket);

create materialized view credit_by_site_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  model,
  site,
  coalesce(sum(credit_micros) filter (where touch_kind = 'click'), 0)::bigint as post_click_micros,
  coalesce(sum(credit_micros) filter (where touch_kind = 'click' and filtered), 0)::bigint as filtered_post_click_micros,
  coalesce(sum(credit_micros) filter (where touch_kind = 'view'), 0)::bigint as post_view_micros,
  coalesce(sum(credit_micros) filter (where touch_kind = 'view' and filtered), 0)::bigint as filtered_post_view_micros,
  count(*) filter (where touch_kind = 'none') as unattributed,
  count(*) filter (where touch_kind = 'none' and filtered) as filtered_unattributed,
  coalesce(sum(revenue_micros), 0)::bigint as revenue_micros,
  coalesce(sum(revenue_micros) filter (where filtered), 0)::bigint as filtered_revenue_micros,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros,
  coalesce(sum(cost_micros) filter (where filtered), 0)::bigint as filtered_cost_micros
from conversion_credit
group by 1, 2, 3, 4
with no data;
create index on credit_by_site_15m (campaign_id, bucket);

create materialized view credit_by_site_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  model,
  site,
  sum(post_click_micros)::bigint as post_click_micros,
  sum(filtered_post_click_micros)::bigint as filtered_post_click_micros,
  sum(post_view_micros)::bigint as post_view_micros,
  sum(filtered_post_view_micros)::bigint as filtered_post_view_micros,
  sum(unattributed)::bigint as unattributed,
  sum(filtered_unattributed)::bigint as filtered_unattributed,
  sum(revenue_micros)::bigint as revenue_micros,
  sum(filtered_revenue_micros)::bigint as filtered_revenue_micros,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from credit_by_site_15m
group by 1, 2, 3, 4
with no data;
create index on credit_by_site_1h (campaign_id, bucket);

create materialized view credit_by_site_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  model,
  site,
  sum(post_click_micros)::bigint as post_click_micros,
  sum(filtered_post_click_micros)::bigint as filtered_post_click_micros,
  sum(post_view_micros)::bigint as post_view_micros,
  sum(filtered_post_view_micros)::bigint as filtered_post_view_micros,
  sum(unattributed)::bigint as unattributed,
  sum(filtered_unattributed)::bigint as filtered_unattributed,
  sum(revenue_micros)::bigint as revenue_micros,
  sum(filtered_revenue_micros)::bigint as filtered_revenue_micros,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from credit_by_site_1h
group by 1, 2, 3, 4
with no data;
create index on credit_by_site_1d (campaign_id, bucket);

create materialized view credit_by_device_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  model,
  device,
  coalesce(sum(credit_micros) filter (where touch_kind = 'click'), 0)::bigint as post_click_micros,
  coalesce(sum(credit_micros) filter (where touch_kind = 'click' and filtered), 0)::bigint as filtered_post_click_micros,
  coalesce(sum(credit_micros) filter (where touch_kind = 'view'), 0)::bigint as post_view_micros,
  coalesce(sum(credit_micros) filter (where touch_kind = 'view' and filtered), 0)::bigint as filtered_post_view_micros,
  count(*) filter (where touch_kind = 'none') as unattributed,
  count(*) filter (where touch_kind = 'none' and filtered) as filtered_unattributed,
  coalesce(sum(revenue_micros), 0)::bigint as revenue_micros,
  coalesce(sum(revenue_micros) filter (where filtered), 0)::bigint as filtered_revenue_micros,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros,
  coalesce(sum(cost_micros) filter (where filtered), 0)::bigint as filtered_cost_micros
from conversion_credit
group by 1, 2, 3, 4
with no data;
create index on credit_by_device_15m (campaign_id, bucket);

create materialized view credit_by_device_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  model,
  device,
  sum(post_click_micros)::bigint as post_click_micros,
  sum(filtered_post_click_micros)::bigint as filtered_post_click_micros,
  sum(post_view_micros)::bigint as post_view_micros,
  sum(filtered_post_view_micros)::bigint as filtered_post_view_micros,
  sum(unattributed)::bigint as unattributed,
  sum(filtered_unattributed)::bigint as filtered_unattributed,
  sum(revenue_micros)::bigint as revenue_micros,
  sum(filtered_revenue_micros)::bigint as filtered_revenue_micros,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from credit_by_device_15m
group by 1, 2, 3, 4
with no data;
create index on credit_by_device_1h (campaign_id, bucket);

create materialized view credit_by_device_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  model,
  device,
  sum(post_click_micros)::bigint as post_click_micros,
  sum(filtered_post_click_micros)::bigint as filtered_post_click_micros,
  sum(post_view_micros)::bigint as post_view_micros,
  sum(filtered_post_view_micros)::bigint as filtered_post_view_micros,
  sum(unattributed)::bigint as unattributed,
  sum(filtered_unattributed)::bigint as filtered_unattributed,
  sum(revenue_micros)::bigint as revenue_micros,
  sum(filtered_revenue_micros)::bigint as filtered_revenue_micros,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from credit_by_device_1h
group by 1, 2, 3, 4
with no data;
create index on credit_by_device_1d (campaign_id, bucket);

create materialized view credit_by_country_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  model,
  country,
  coalesce(sum(credit_micros) filter (where touch_kind = 'click'), 0)::bigint as post_click_micros,
  coalesce(sum(credit_micros) filter (where touch_kind = 'click' and filtered), 0)::bigint as filtered_post_click_micros,
  coalesce(sum(credit_micros) filter (where touch_kind = 'view'), 0)::bigint as post_view_micros,
  coalesce(sum(credit_micros) filter (where touch_kind = 'view' and filtered), 0)::bigint as filtered_post_view_micros,
  count(*) filter (where touch_kind = 'none') as unattributed,
  count(*) filter (where touch_kind = 'none' and filtered) as filtered_unattributed,
  coalesce(sum(revenue_micros), 0)::bigint as revenue_micros,
  coalesce(sum(revenue_micros) filter (where filtered), 0)::bigint as filtered_revenue_micros,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros,
  coalesce(sum(cost_micros) filter (where filtered), 0)::bigint as filtered_cost_micros
from conversion_credit
group by 1, 2, 3, 4
with no data;
create index on credit_by_country_15m (campaign_id, bucket);

create materialized view credit_by_country_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  model,
  country,
  sum(post_click_micros)::bigint as post_click_micros,
  sum(filtered_post_click_micros)::bigint as filtered_post_click_micros,
  sum(post_view_micros)::bigint as post_view_micros,
  sum(filtered_post_view_micros)::bigint as filtered_post_view_micros,
  sum(unattributed)::bigint as unattributed,
  sum(filtered_unattributed)::bigint as filtered_unattributed,
  sum(revenue_micros)::bigint as revenue_micros,
  sum(filtered_revenue_micros)::bigint as filtered_revenue_micros,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from credit_by_country_15m
group by 1, 2, 3, 4
with no data;
create index on credit_by_country_1h (campaign_id, bucket);

create materialized view credit_by_country_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  model,
  country,
  sum(post_click_micros)::bigint as post_click_micros,
  sum(filtered_post_click_micros)::bigint as filtered_post_click_micros,
  sum(post_view_micros)::bigint as post_view_micros,
  sum(filtered_post_view_micros)::bigint as filtered_post_view_micros,
  sum(unattributed)::bigint as unattributed,
  sum(filtered_unattributed)::bigint as filtered_unattributed,
  sum(revenue_micros)::bigint as revenue_micros,
  sum(filtered_revenue_micros)::bigint as filtered_revenue_micros,
  sum(cost_micros)::bigint as cost_micros,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from credit_by_country_1h
group by 1, 2, 3, 4
with no data;
create index on credit_by_country_1d (campaign_id, bucket);

create materialized view bid_by_site_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  site,
  count(*) as bid_requests,
  count(*) filter (where filter_reason is not null) as filtered_bid_requests
from bid_request
group by 1, 2, 3
with no data;
create index on bid_by_site_15m (campaign_id, bucket);

create materialized view bid_by_site_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  site,
  sum(bid_requests)::bigint as bid_requests,
  sum(filtered_bid_requests)::bigint as filtered_bid_requests
from bid_by_site_15m
group by 1, 2, 3
with no data;
create index on bid_by_site_1h (campaign_id, bucket);

create materialized view bid_by_site_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  site,
  sum(bid_requests)::bigint as bid_requests,
  sum(filtered_bid_requests)::bigint as filtered_bid_requests
from bid_by_site_1h
group by 1, 2, 3
with no data;
create index on bid_by_site_1d (campaign_id, bucket);

create materialized view bid_by_device_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  device,
  count(*) as bid_requests,
  count(*) filter (where filter_reason is not null) as filtered_bid_requests
from bid_request
group by 1, 2, 3
with no data;
create index on bid_by_device_15m (campaign_id, bucket);

create materialized view bid_by_device_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  device,
  sum(bid_requests)::bigint as bid_requests,
  sum(filtered_bid_requests)::bigint as filtered_bid_requests
from bid_by_device_15m
group by 1, 2, 3
with no data;
create index on bid_by_device_1h (campaign_id, bucket);

create materialized view bid_by_device_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  device,
  sum(bid_requests)::bigint as bid_requests,
  sum(filtered_bid_requests)::bigint as filtered_bid_requests
from bid_by_device_1h
group by 1, 2, 3
with no data;
create index on bid_by_device_1d (campaign_id, bucket);

create materialized view bid_by_country_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  country,
  count(*) as bid_requests,
  count(*) filter (where filter_reason is not null) as filtered_bid_requests
from bid_request
group by 1, 2, 3
with no data;
create index on bid_by_country_15m (campaign_id, bucket);

create materialized view bid_by_country_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  country,
  sum(bid_requests)::bigint as bid_requests,
  sum(filtered_bid_requests)::bigint as filtered_bid_requests
from bid_by_country_15m
group by 1, 2, 3
with no data;
create index on bid_by_country_1h (campaign_id, bucket);

create materialized view bid_by_country_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  country,
  sum(bid_requests)::bigint as bid_requests,
  sum(filtered_bid_requests)::bigint as filtered_bid_requests
from bid_by_country_1h
group by 1, 2, 3
with no data;
create index on bid_by_country_1d (campaign_id, bucket);
