-- Correlation, attribution and reports: bids matched to impressions, orders counted once, reach that adds up,
-- restatements, and the aggregates of the funnel, of conversion types and of conversion lag.

-- Which bid request an impression came from; worked out by role correlate.
alter table source add column bid_match text not null default 'auction' check (bid_match in ('auction', 'user_time'));
alter table impression add column bid_id text;
alter table impression add column bid_at timestamptz;
-- with the time: the nearest is one probe, however many share an auction id
create index impression_auction on impression (auction_id, occurred_at) where auction_id is not null;
create index bid_request_auction on bid_request (auction_id, occurred_at);
-- for sources whose impressions are matched by user and time
create index bid_request_user on bid_request (user_key, occurred_at);
-- A source whose impressions are matched to bid requests again, since its setting bid_match was changed, or its
-- stored impressions were never matched. The row goes when all are done.
create table bid_match_job (
  source_id text primary key,
  -- told apart from a later change of the same source
  token uuid not null default gen_random_uuid(),
  -- the last impression that was done; null at the beginning
  cursor jsonb,
  created_by text not null,
  created_at timestamptz not null default now()
);
-- what was stored before there were matches
insert into bid_match_job (source_id, created_by)
select distinct source_id, 'migration' from impression where auction_id is not null;

-- An order counts once in a campaign: its valid conversions before invalid ones, of those the earliest, of
-- several at the same time the one with the least id.
alter table journey_event add column order_id text;
create index journey_event_conversion on journey_event (campaign_id, occurred_at) where kind = 'conversion';
create table conversion_order (
  campaign_id text not null,
  order_id text not null,
  filtered boolean not null,
  occurred_at timestamptz not null,
  event_id text collate "C" not null,
  user_key uuid not null,
  -- its credits are written as those of the conversion that counts
  credited boolean not null default false,
  primary key (campaign_id, order_id, filtered, occurred_at, event_id)
);
create index conversion_order_credited on conversion_order (campaign_id, order_id) where credited;
create index conversion_order_age on conversion_order using brin (occurred_at);
-- by event, where the order is not known
create index conversion_order_user on conversion_order (user_key, campaign_id, occurred_at);
-- 'repeat': another conversion of the same order counts
alter table conversion_credit drop constraint conversion_credit_touch_kind_check;
alter table conversion_credit add constraint conversion_credit_touch_kind_check
  check (touch_kind in ('click', 'view', 'none', 'repeat'));

-- all have credits so far: the jobs below take those of all but the first
insert into conversion_order (campaign_id, order_id, filtered, occurred_at, event_id, user_key, credited)
select campaign_id, order_id, filter_reason is not null, occurred_at, event_id, user_key,
  row_number() over (partition by campaign_id, order_id
    order by filter_reason is not null, occurred_at, event_id collate "C") = 1
from conversion where order_id is not null;
update journey_event j set order_id = o.order_id
from conversion_order o
where j.user_key = o.user_key and j.campaign_id = o.campaign_id and j.occurred_at = o.occurred_at
  and j.kind = 'conversion' and j.event_id = o.event_id;

-- Why event time was touched, for the log of restatements.
alter table touched_range add column cause text not null default 'late_data'
  check (cause in ('late_data', 'invalid_traffic', 'replay', 'erasure', 'catalogue'));
-- Whose figures it changed, so that no others are compared; null: anybody's.
alter table touched_range add column campaign_ids text[];

-- 'impression_bid': only which bid request impressions came from
alter table touched_range drop constraint touched_range_kind_check;
alter table touched_range add constraint touched_range_kind_check
  check (kind in ('impression', 'impression_bid', 'click', 'conversion', 'bid_request', 'conversion_credit'));

-- Work that a change of the catalogue makes: pairs of a campaign are worked out again.
create table correlate_job (
  id bigint generated always as identity primary key,
  -- credits: its clicks and conversions; reach: the active days of its users
  kind text not null check (kind in ('credits', 'reach')),
  campaign_id text not null,
  -- the last pair that was done
  cursor jsonb,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done')),
  created_by text not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index correlate_job_open on correlate_job (id) where state <> 'done';

-- Reach. A scope is a campaign, an advertiser or everything, in the calendar of one time zone.
create table reach_scope (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('campaign', 'advertiser', 'all')),
  -- the campaign's or advertiser's id; empty for all
  ref text not null,
  time_zone text not null,
  -- false while its history is still being counted
  ready boolean not null default true,
  -- days before it are not counted: of those the journeys may be gone
  since date not null default '1970-01-01',
  unique (kind, ref, time_zone)
);

-- On which days of a scope's calendar a user had an impression, 64 days a row: bit n of block b is the day
-- 64 * b + n after 1970-01-01. gross: any impression; net: a valid one.
create table user_days (
  user_key uuid not null,
  scope_id integer not null,
  block integer not null,
  gross bigint not null,
  net bigint not null,
  primary key (user_key, scope_id, block)
);
create index user_days_age on user_days using brin (block);

-- Users of a scope and day, by how long ago their active day before was: element n of an array counts those
-- with no active day among the n - 1 days before, for n from 1 to 93. So the users of days a to b are
-- the sum over the days d of element d - a + 1.
create table reach_day (
  scope_id integer not null,
  day date not null,
  gross integer[] not null,
  net integer[] not null,
  primary key (scope_id, day)
);
-- a list of many campaigns reads days, not scopes
create index reach_day_age on reach_day using brin (day);

-- What is to be added to reach_day: users that gained (or lost, below zero) an active day with so many days to the one before.
create table reach_delta (
  id bigint generated always as identity primary key,
  scope_id integer not null,
  day date not null,
  -- 1 to 92; 93 when there is none among the 92 days before
  gap integer not null check (gap between 1 and 93),
  gross integer not null,
  net integer not null
);
create index reach_delta_scope on reach_delta (scope_id, day);

-- Figures of a campaign's day as they were first reported, and each change since. Figures are keyed
-- '<metric>.<net|gross>' or '<metric>.<net|gross>.<model>'.
create table reported_day (
  campaign_id text not null,
  -- of the advertiser's calendar
  day date not null,
  time_zone text not null,
  first_figures jsonb not null,
  -- as they are told now: the first report and all restatements
  figures jsonb not null,
  reported_at timestamptz not null,
  primary key (campaign_id, day)
);
create index reported_day_zone on reported_day (campaign_id, time_zone);
create index reported_day_age on reported_day using brin (day);
-- Up to which day the calendar of a zone has had its first reports.
create table reported_zone (
  time_zone text primary key,
  through date not null
);
create table restatement (
  id bigint generated always as identity primary key,
  campaign_id text not null,
  day date not null,
  metric text not null,
  traffic text not null check (traffic in ('net', 'gross')),
  -- of figures that depend on it
  model text,
  from_value bigint not null,
  to_value bigint not null,
  causes text[] not null,
  -- the sources whose data it was
  source_ids text[] not null,
  at timestamptz not null default now()
);
create index restatement_campaign on restatement (campaign_id, day, id);
create index restatement_newest on restatement (campaign_id, id desc);
-- Event time whose days have to be compared with what was reported.
create table restate_range (
  id bigint generated always as identity primary key,
  from_at timestamptz not null,
  -- inclusive
  to_at timestamptz not null,
  cause text not null,
  -- empty where no data came
  source_id text not null,
  -- null: any
  campaign_ids text[],
  created_at timestamptz not null default now()
);
create index restate_range_newest on restate_range (created_at);

-- What was correlated before these tables were there is counted by jobs. Journeys of less than the shortest
-- retention were never cut off.
insert into reach_scope (kind, ref, time_zone, ready, since)
select 'all', '', 'UTC', oldest is null,
  case when oldest < now() - interval '29 days' then (oldest at time zone 'UTC')::date + 2 else '1970-01-01' end
from (select min(occurred_at) as oldest from journey_event) journeys;
insert into reach_scope (kind, ref, time_zone, ready, since)
select 'advertiser', advertiser.id, advertiser.time_zone, false, everything.since
from advertiser join reach_scope everything on everything.kind = 'all' and not everything.ready;
insert into reach_scope (kind, ref, time_zone, ready, since)
select distinct 'campaign', campaign.id, zone, false, everything.since
from campaign join advertiser on advertiser.id = campaign.advertiser_id
cross join lateral (values ('UTC'), (advertiser.time_zone)) as zones (zone)
join reach_scope everything on everything.kind = 'all' and not everything.ready;
insert into correlate_job (kind, campaign_id, created_by)
select 'reach', id, 'migration' from campaign where exists (select from journey_event) order by id;
insert into correlate_job (kind, campaign_id, created_by)
select distinct 'credits', campaign_id, 'migration' from conversion_order order by 2;

-- The funnel of a campaign: bid requests stand in bid_by_site.

create materialized view impression_funnel_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  count(*) as impressions,
  count(*) filter (where filter_reason is not null) as filtered_impressions,
  count(*) filter (where auction_id is not null) as auction_impressions,
  count(*) filter (where auction_id is not null and filter_reason is not null) as filtered_auction_impressions,
  count(*) filter (where bid_id is not null) as won_impressions,
  count(*) filter (where bid_id is not null and filter_reason is not null) as filtered_won_impressions,
  -- with an auction id of which there is no bid request; what was matched by user and time may have no auction id
  count(*) filter (where auction_id is not null and bid_id is null) as unknown_auction_impressions,
  count(*) filter (where auction_id is not null and bid_id is null and filter_reason is not null) as filtered_unknown_auction_impressions,
  count(*) filter (where viewable is not null) as measured_impressions,
  count(*) filter (where viewable is not null and filter_reason is not null) as filtered_measured_impressions,
  count(*) filter (where viewable) as viewable_impressions,
  count(*) filter (where viewable and filter_reason is not null) as filtered_viewable_impressions
from impression
group by 1, 2
with no data;
create index on impression_funnel_15m (campaign_id, bucket);

create materialized view impression_funnel_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions,
  sum(auction_impressions)::bigint as auction_impressions,
  sum(filtered_auction_impressions)::bigint as filtered_auction_impressions,
  sum(won_impressions)::bigint as won_impressions,
  sum(filtered_won_impressions)::bigint as filtered_won_impressions,
  sum(unknown_auction_impressions)::bigint as unknown_auction_impressions,
  sum(filtered_unknown_auction_impressions)::bigint as filtered_unknown_auction_impressions,
  sum(measured_impressions)::bigint as measured_impressions,
  sum(filtered_measured_impressions)::bigint as filtered_measured_impressions,
  sum(viewable_impressions)::bigint as viewable_impressions,
  sum(filtered_viewable_impressions)::bigint as filtered_viewable_impressions
from impression_funnel_15m
group by 1, 2
with no data;
create index on impression_funnel_1h (campaign_id, bucket);

create materialized view impression_funnel_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions,
  sum(auction_impressions)::bigint as auction_impressions,
  sum(filtered_auction_impressions)::bigint as filtered_auction_impressions,
  sum(won_impressions)::bigint as won_impressions,
  sum(filtered_won_impressions)::bigint as filtered_won_impressions,
  sum(unknown_auction_impressions)::bigint as unknown_auction_impressions,
  sum(filtered_unknown_auction_impressions)::bigint as filtered_unknown_auction_impressions,
  sum(measured_impressions)::bigint as measured_impressions,
  sum(filtered_measured_impressions)::bigint as filtered_measured_impressions,
  sum(viewable_impressions)::bigint as viewable_impressions,
  sum(filtered_viewable_impressions)::bigint as filtered_viewable_impressions
from impression_funnel_1h
group by 1, 2
with no data;
create index on impression_funnel_1d (campaign_id, bucket);

-- Conversions as they came, whoever they are credited to.

create materialized view conversion_by_type_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  conversion_type,
  count(*) as conversions,
  count(*) filter (where filter_reason is not null) as filtered_conversions,
  least(sum(value_micros), 9223372036854775807)::bigint as value_micros,
  least(coalesce(sum(value_micros) filter (where filter_reason is not null), 0), 9223372036854775807)::bigint as filtered_value_micros
from conversion
group by 1, 2, 3
with no data;
create index on conversion_by_type_15m (campaign_id, bucket);

create materialized view conversion_by_type_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  conversion_type,
  sum(conversions)::bigint as conversions,
  sum(filtered_conversions)::bigint as filtered_conversions,
  least(sum(value_micros), 9223372036854775807)::bigint as value_micros,
  least(sum(filtered_value_micros), 9223372036854775807)::bigint as filtered_value_micros
from conversion_by_type_15m
group by 1, 2, 3
with no data;
create index on conversion_by_type_1h (campaign_id, bucket);

create materialized view conversion_by_type_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  conversion_type,
  sum(conversions)::bigint as conversions,
  sum(filtered_conversions)::bigint as filtered_conversions,
  least(sum(value_micros), 9223372036854775807)::bigint as value_micros,
  least(sum(filtered_value_micros), 9223372036854775807)::bigint as filtered_value_micros
from conversion_by_type_1h
group by 1, 2, 3
with no data;
create index on conversion_by_type_1d (campaign_id, bucket);

-- Conversions by when the touch was that they are credited to under last touch, and how long after it they came.
-- lag_step counts how many of these it reaches: 1, 2, 3, 6, 12 hours, then 1 to 90 days (lib/contracts/lag.ts).
-- Without a touch: touch_bucket and lag_step are null, touch_kind says why.

create materialized view credit_by_touch_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  touch_kind,
  date_bin(interval '15 minutes', touch_at, timestamptz '2000-01-01 00:00:00+00') as touch_bucket,
  width_bucket(extract(epoch from occurred_at - touch_at)::float8, array[3600, 7200, 10800, 21600, 43200, 86400, 172800, 259200, 345600, 432000, 518400, 604800, 691200, 777600, 864000, 950400, 1036800, 1123200, 1209600, 1296000, 1382400, 1468800, 1555200, 1641600, 1728000, 1814400, 1900800, 1987200, 2073600, 2160000, 2246400, 2332800, 2419200, 2505600, 2592000, 2678400, 2764800, 2851200, 2937600, 3024000, 3110400, 3196800, 3283200, 3369600, 3456000, 3542400, 3628800, 3715200, 3801600, 3888000, 3974400, 4060800, 4147200, 4233600, 4320000, 4406400, 4492800, 4579200, 4665600, 4752000, 4838400, 4924800, 5011200, 5097600, 5184000, 5270400, 5356800, 5443200, 5529600, 5616000, 5702400, 5788800, 5875200, 5961600, 6048000, 6134400, 6220800, 6307200, 6393600, 6480000, 6566400, 6652800, 6739200, 6825600, 6912000, 6998400, 7084800, 7171200, 7257600, 7344000, 7430400, 7516800, 7603200, 7689600, 7776000]::float8[]) as lag_step,
  count(*) as conversions,
  count(*) filter (where filtered) as filtered_conversions,
  least(sum(revenue_micros), 9223372036854775807)::bigint as revenue_micros,
  least(coalesce(sum(revenue_micros) filter (where filtered), 0), 9223372036854775807)::bigint as filtered_revenue_micros
from conversion_credit
where model = 'last_touch'
group by 1, 2, 3, 4, 5
with no data;
create index on credit_by_touch_15m (campaign_id, bucket);

create materialized view credit_by_touch_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  touch_kind,
  touch_bucket,
  lag_step,
  sum(conversions)::bigint as conversions,
  sum(filtered_conversions)::bigint as filtered_conversions,
  least(sum(revenue_micros), 9223372036854775807)::bigint as revenue_micros,
  least(sum(filtered_revenue_micros), 9223372036854775807)::bigint as filtered_revenue_micros
from credit_by_touch_15m
group by 1, 2, 3, 4, 5
with no data;
create index on credit_by_touch_1h (campaign_id, bucket);

create materialized view credit_by_touch_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  touch_kind,
  touch_bucket,
  lag_step,
  sum(conversions)::bigint as conversions,
  sum(filtered_conversions)::bigint as filtered_conversions,
  least(sum(revenue_micros), 9223372036854775807)::bigint as revenue_micros,
  least(sum(filtered_revenue_micros), 9223372036854775807)::bigint as filtered_revenue_micros
from credit_by_touch_1h
group by 1, 2, 3, 4, 5
with no data;
create index on credit_by_touch_1d (campaign_id, bucket);

-- Invalid conversions and bid requests by rule; only marked events are in it.

create materialized view conversion_invalid_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  filter_reason,
  count(*) as events
from conversion
where filter_reason is not null
group by 1, 2, 3
with no data;
create index on conversion_invalid_15m (campaign_id, bucket);

create materialized view conversion_invalid_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  filter_reason,
  sum(events)::bigint as events
from conversion_invalid_15m
group by 1, 2, 3
with no data;
create index on conversion_invalid_1h (campaign_id, bucket);

create materialized view conversion_invalid_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  filter_reason,
  sum(events)::bigint as events
from conversion_invalid_1h
group by 1, 2, 3
with no data;
create index on conversion_invalid_1d (campaign_id, bucket);

create materialized view bid_invalid_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  filter_reason,
  count(*) as events
from bid_request
where filter_reason is not null
group by 1, 2, 3
with no data;
create index on bid_invalid_15m (campaign_id, bucket);

create materialized view bid_invalid_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  filter_reason,
  sum(events)::bigint as events
from bid_invalid_15m
group by 1, 2, 3
with no data;
create index on bid_invalid_1h (campaign_id, bucket);

create materialized view bid_invalid_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  filter_reason,
  sum(events)::bigint as events
from bid_invalid_1h
group by 1, 2, 3
with no data;
create index on bid_invalid_1d (campaign_id, bucket);

-- Who feeds a campaign with conversions and bid requests.

create materialized view conversion_by_source_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  source_id,
  count(*) as conversions,
  count(*) filter (where filter_reason is not null) as filtered_conversions
from conversion
group by 1, 2, 3
with no data;
create index on conversion_by_source_15m (campaign_id, bucket);

create materialized view conversion_by_source_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  source_id,
  sum(conversions)::bigint as conversions,
  sum(filtered_conversions)::bigint as filtered_conversions
from conversion_by_source_15m
group by 1, 2, 3
with no data;
create index on conversion_by_source_1h (campaign_id, bucket);

create materialized view conversion_by_source_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  source_id,
  sum(conversions)::bigint as conversions,
  sum(filtered_conversions)::bigint as filtered_conversions
from conversion_by_source_1h
group by 1, 2, 3
with no data;
create index on conversion_by_source_1d (campaign_id, bucket);

create materialized view bid_by_source_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  source_id,
  count(*) as bid_requests,
  count(*) filter (where filter_reason is not null) as filtered_bid_requests
from bid_request
group by 1, 2, 3
with no data;
create index on bid_by_source_15m (campaign_id, bucket);

create materialized view bid_by_source_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  source_id,
  sum(bid_requests)::bigint as bid_requests,
  sum(filtered_bid_requests)::bigint as filtered_bid_requests
from bid_by_source_15m
group by 1, 2, 3
with no data;
create index on bid_by_source_1h (campaign_id, bucket);

create materialized view bid_by_source_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  source_id,
  sum(bid_requests)::bigint as bid_requests,
  sum(filtered_bid_requests)::bigint as filtered_bid_requests
from bid_by_source_1h
group by 1, 2, 3
with no data;
create index on bid_by_source_1d (campaign_id, bucket);
