-- The pipeline's whole account: marks of invalid traffic, figures that move, replays, erasures, rates.

-- Every mark of every rule, as rule@version, whether the rule is switched on or not; null without any.
-- filter_reason is what follows from them: the first rule that is on at the event's time.
alter table impression add column marks text[];
alter table click add column marks text[];
alter table conversion add column marks text[];
alter table bid_request add column marks text[];

-- What the rules over several events look at. The address is a keyed hash, like the user
-- (of IPv6 its /64 network), and only there where one was sent.
alter table journey_event add column address_key uuid;
alter table journey_event add column marks text[];
-- with the kind, since the few clicks of a shared address stand among a million impressions
create index journey_event_address on journey_event (address_key, kind, occurred_at)
  where address_key is not null and kind <> 'conversion';
-- text that names no host was kept up to 8 kB, and a row of an index holds 2,704 bytes: since now 2,048 are taken in
update journey_event set site = left(site, 500) where octet_length(site) > 2048;
create index journey_event_site on journey_event (site, kind, occurred_at) where site is not null and kind <> 'conversion';

-- What a rule of invalid traffic was set to, as a step function of event time: a row counts from
-- from_at until the rule's next row. Empty params are the defaults of lib/contracts/traffic.ts.
create table traffic_rule_period (
  rule text not null,
  from_at timestamptz not null,
  enabled boolean not null,
  params jsonb not null default '{}',
  -- of the params; what marks carry
  version integer not null default 1,
  actor text not null default 'system',
  changed_at timestamptz not null default now(),
  primary key (rule, from_at)
);
insert into traffic_rule_period (rule, from_at, enabled)
select rule, timestamptz '1900-01-01T00:00:00Z', true
from unnest(array['known_crawler', 'non_browser_agent', 'non_routable_address', 'data_center_address',
  'hidden_placement', 'repeated_click', 'click_too_soon', 'user_rate', 'address_rate', 'site_rate',
  'user_on_many_addresses', 'click_without_impression']) as rule;

-- Stretches of event time whose marks have to be worked out again, since a rule was changed there.
create table traffic_job (
  id text primary key,
  rule text not null,
  from_at timestamptz not null,
  -- exclusive
  to_at timestamptz not null,
  -- whether the rule has to look at the events again; otherwise only their reasons are worked out
  evaluates boolean not null default false,
  -- everything before it is done
  done_until timestamptz,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done')),
  changed bigint not null default 0,
  created_by text not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index traffic_job_open on traffic_job (created_at) where state <> 'done';

-- What happened to a batch's figures after its chunks were written: nothing is rewritten, each move is a row.
create table ledger_change (
  id bigint generated always as identity,
  batch_id text not null,
  -- of the batch
  received_at timestamptz not null,
  source_id text not null,
  -- of the batch: an ingest path's
  kind text not null,
  stored integer not null default 0,
  duplicate integer not null default 0,
  rejected integer not null default 0,
  filtered integer not null default 0,
  -- stored rows that were deleted for their user; stored still counts them
  erased integer not null default 0,
  cause text not null check (cause in ('replay', 'traffic', 'erasure')),
  -- the replay, the message or job of role traffic, the erasure
  cause_id text not null,
  at timestamptz not null default now(),
  -- event time of what a replay stored
  first_event_at timestamptz,
  last_event_at timestamptz,
  primary key (batch_id, id, received_at),
  check (stored + duplicate + rejected = 0)
);
select create_hypertable('ledger_change', 'received_at', chunk_time_interval => interval '7 days', create_default_indexes => false);
create index ledger_change_source on ledger_change (source_id, received_at desc);
-- what moved lately, for the monitor of the books
create index ledger_change_at on ledger_change (at);
create index chunk_ledger_stored on chunk_ledger (stored_at);
select add_retention_policy('ledger_change', interval '1830 days');

-- The books: what was written and what moved since, as one list.
create view ledger_entry as
select batch_id, received_at, source_id, kind, received::bigint as received, stored::bigint as stored,
  duplicate::bigint as duplicate, rejected::bigint as rejected, filtered::bigint as filtered, 0::bigint as erased,
  first_event_at, last_event_at, stored_at
from chunk_ledger
union all
select batch_id, received_at, source_id, kind, 0, stored, duplicate, rejected, filtered, erased,
  first_event_at, last_event_at, null
from ledger_change;

-- The equation of each batch: received = stored + duplicate + rejected + pending. As long as its last
-- chunk has not been seen, received is what has been worked off. net is what reports count.
create view ledger_by_batch as
select batch.id as batch_id, batch.source_id, batch.kind, batch.received_at,
  greatest(batch.records, ledger.worked) as received,
  ledger.stored, ledger.duplicate, ledger.rejected, ledger.filtered, ledger.stored - ledger.filtered as net,
  greatest(batch.records, ledger.worked) - ledger.worked as pending,
  ledger.erased,
  ledger.worked = ledger.stored + ledger.duplicate + ledger.rejected
    and ledger.worked <= coalesce(batch.records, ledger.worked)
    and least(ledger.stored, ledger.duplicate, ledger.rejected, ledger.filtered, ledger.erased) >= 0
    and greatest(ledger.filtered, ledger.erased) <= ledger.stored as balanced
from batch
cross join lateral (
  select coalesce(sum(received), 0)::bigint as worked, coalesce(sum(stored), 0)::bigint as stored,
    coalesce(sum(duplicate), 0)::bigint as duplicate, coalesce(sum(rejected), 0)::bigint as rejected,
    coalesce(sum(filtered), 0)::bigint as filtered, coalesce(sum(erased), 0)::bigint as erased
  from ledger_entry
  -- the time is that of the batch, and lets all other chunks of the hypertables be passed over
  where ledger_entry.batch_id = batch.id and ledger_entry.received_at = batch.received_at
) ledger;

-- The same of each source and UTC day of arrival; balanced when every batch of the day is.
create view ledger_by_source_day as
select source_id, (received_at at time zone 'UTC')::date as day, count(*) as batches,
  sum(received)::bigint as received, sum(stored)::bigint as stored, sum(duplicate)::bigint as duplicate,
  sum(rejected)::bigint as rejected, sum(filtered)::bigint as filtered, sum(net)::bigint as net,
  sum(pending)::bigint as pending, sum(erased)::bigint as erased,
  bool_and(balanced) and sum(received) = sum(stored) + sum(duplicate) + sum(rejected) + sum(pending) as balanced
from ledger_by_batch
group by 1, 2;

-- Of a campaign and a quarter of an hour of event time: what its aggregates cannot tell.
create table campaign_arrival (
  campaign_id text not null,
  kind text not null check (kind in ('impression', 'click', 'conversion', 'bid_request')),
  -- 15 minutes of event time, so that any zone's days can be put together exactly
  bucket timestamptz not null,
  duplicate integer not null default 0,
  -- stored more than an hour after it happened
  late integer not null default 0,
  primary key (campaign_id, kind, bucket)
);

-- What is known of a rejected record: its kind of event (a file of interactions has two), the campaign and time
-- that it named, and the id that the catalogue did not know.
alter table rejected_record add column event_kind text;
alter table rejected_record add column campaign_id text;
alter table rejected_record add column event_at timestamptz;
alter table rejected_record add column reference text;
create index rejected_record_campaign on rejected_record (campaign_id, event_at) where campaign_id is not null;
create index rejected_record_reference on rejected_record (reference) where reference is not null;
-- how many records of an issue wait for what
create index rejected_record_waiting on rejected_record (issue_id, reference) where reference is not null;

-- An issue's count is of the records that are rejected now; replayed ones have left it.
alter table quality_issue add column replayed bigint not null default 0;
alter table quality_issue add column resolved_at timestamptz;
-- when it came back after it had been resolved
alter table quality_issue add column regressed_at timestamptz;
create table quality_issue_hour (
  issue_id text not null,
  hour timestamptz not null,
  count integer not null,
  primary key (issue_id, hour)
);

create table replay (
  id text primary key,
  issue_id text not null,
  -- instead of the source's own
  mapping jsonb,
  -- whether the source keeps the mapping once the replay runs
  saves_mapping boolean not null default false,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  -- until then it can be undone
  starts_at timestamptz not null,
  records bigint not null,
  stored bigint not null default 0,
  duplicate bigint not null default 0,
  -- still rejected
  rejected bigint not null default 0,
  -- the last rejected record that was taken: [received_at, batch_id, record_no]
  cursor jsonb,
  holder text,
  held_until timestamptz,
  error text,
  created_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index replay_issue on replay (issue_id, created_at desc);
create index replay_open on replay (starts_at) where state in ('waiting', 'running');
-- at most one of an issue at a time
create unique index replay_one on replay (issue_id) where state in ('waiting', 'running');

-- Messages that a transaction has to publish after its commit, so that a crash between loses none.
create table outbox (
  id bigint generated always as identity primary key,
  subject text not null,
  body text not null,
  created_at timestamptz not null default now()
);

-- Deletion of users. The id is sealed while it is needed to look through the rejects, then forgotten.
create table erasure (
  id text primary key,
  user_key uuid not null,
  sealed bytea,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done')),
  requested_by text not null,
  requested_at timestamptz not null default now(),
  finished_at timestamptz,
  -- how much was deleted, by table
  counts jsonb not null default '{}',
  cursor jsonb
);
create index erasure_open on erasure (requested_at) where state <> 'done';

-- What one unit of base was worth in currency on a day.
create table currency_rate (
  day date not null,
  base text not null,
  currency text not null,
  rate numeric(24, 12) not null check (rate > 0),
  primary key (base, currency, day)
);
create index currency_rate_day on currency_rate (day desc, base, currency);

-- Invalid traffic by rule, source and site; only marked events are in it.

create materialized view impression_invalid_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  source_id,
  site,
  filter_reason,
  count(*) as events,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros
from impression
where filter_reason is not null
group by 1, 2, 3, 4, 5
with no data;
create index on impression_invalid_15m (campaign_id, bucket);

create materialized view impression_invalid_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  source_id,
  site,
  filter_reason,
  sum(events)::bigint as events,
  sum(cost_micros)::bigint as cost_micros
from impression_invalid_15m
group by 1, 2, 3, 4, 5
with no data;
create index on impression_invalid_1h (campaign_id, bucket);

create materialized view impression_invalid_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  source_id,
  site,
  filter_reason,
  sum(events)::bigint as events,
  sum(cost_micros)::bigint as cost_micros
from impression_invalid_1h
group by 1, 2, 3, 4, 5
with no data;
create index on impression_invalid_1d (campaign_id, bucket);

create materialized view click_invalid_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  source_id,
  site,
  filter_reason,
  count(*) as events,
  coalesce(sum(cost_micros), 0)::bigint as cost_micros
from click
where filter_reason is not null
group by 1, 2, 3, 4, 5
with no data;
create index on click_invalid_15m (campaign_id, bucket);

create materialized view click_invalid_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  source_id,
  site,
  filter_reason,
  sum(events)::bigint as events,
  sum(cost_micros)::bigint as cost_micros
from click_invalid_15m
group by 1, 2, 3, 4, 5
with no data;
create index on click_invalid_1h (campaign_id, bucket);

create materialized view click_invalid_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  source_id,
  site,
  filter_reason,
  sum(events)::bigint as events,
  sum(cost_micros)::bigint as cost_micros
from click_invalid_1h
group by 1, 2, 3, 4, 5
with no data;
create index on click_invalid_1d (campaign_id, bucket);

-- By source: how much of what each sends is invalid, and who feeds a campaign.

create materialized view impression_by_source_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  source_id,
  count(*) as impressions,
  count(*) filter (where filter_reason is not null) as filtered_impressions,
  coalesce(sum(cost_micros) filter (where filter_reason is not null), 0)::bigint as filtered_cost_micros
from impression
group by 1, 2, 3
with no data;
create index on impression_by_source_15m (campaign_id, bucket);

create materialized view impression_by_source_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  source_id,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from impression_by_source_15m
group by 1, 2, 3
with no data;
create index on impression_by_source_1h (campaign_id, bucket);

create materialized view impression_by_source_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  source_id,
  sum(impressions)::bigint as impressions,
  sum(filtered_impressions)::bigint as filtered_impressions,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from impression_by_source_1h
group by 1, 2, 3
with no data;
create index on impression_by_source_1d (campaign_id, bucket);

create materialized view click_by_source_15m
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '15 minutes', occurred_at) as bucket,
  campaign_id,
  source_id,
  count(*) as clicks,
  count(*) filter (where filter_reason is not null) as filtered_clicks,
  coalesce(sum(cost_micros) filter (where filter_reason is not null), 0)::bigint as filtered_cost_micros
from click
group by 1, 2, 3
with no data;
create index on click_by_source_15m (campaign_id, bucket);

create materialized view click_by_source_1h
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 hour', bucket) as bucket,
  campaign_id,
  source_id,
  sum(clicks)::bigint as clicks,
  sum(filtered_clicks)::bigint as filtered_clicks,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from click_by_source_15m
group by 1, 2, 3
with no data;
create index on click_by_source_1h (campaign_id, bucket);

create materialized view click_by_source_1d
with (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) as
select
  time_bucket(interval '1 day', bucket) as bucket,
  campaign_id,
  source_id,
  sum(clicks)::bigint as clicks,
  sum(filtered_clicks)::bigint as filtered_clicks,
  sum(filtered_cost_micros)::bigint as filtered_cost_micros
from click_by_source_1h
group by 1, 2, 3
with no data;
create index on click_by_source_1d (campaign_id, bucket);
