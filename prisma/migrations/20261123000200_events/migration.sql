-- Every hypertable has chunks of 7 days and a unique key that starts with what a
-- compressed chunk is segmented by, so that a late duplicate is found cheaply.

create table impression (
  event_id text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  source_id text not null,
  batch_id text not null,
  user_key uuid not null,
  campaign_id text not null,
  creative_id text not null,
  site text not null,
  placement text,
  auction_id text,
  cost_micros bigint not null,
  viewable boolean,
  device text not null,
  browser text not null,
  os text not null,
  country text not null,
  -- why it is invalid traffic; null for valid traffic
  filter_reason text,
  primary key (campaign_id, occurred_at, event_id)
);
select create_hypertable('impression', 'occurred_at', chunk_time_interval => interval '7 days', create_default_indexes => false);

create table click (
  event_id text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  source_id text not null,
  batch_id text not null,
  user_key uuid not null,
  campaign_id text not null,
  -- as sent; creative_id and site below are these, or the matched impression's; device and country
  -- too are the impression's where the click told none (journey_event keeps what was sent)
  sent_creative_id text,
  sent_site text,
  creative_id text not null default 'unknown',
  site text not null default 'unknown',
  cost_micros bigint not null,
  device text not null,
  browser text not null,
  os text not null,
  country text not null,
  filter_reason text,
  -- set by role correlate: pending until it has looked
  match_state text not null default 'pending' check (match_state in ('pending', 'matched', 'orphan')),
  impression_id text,
  impression_at timestamptz,
  primary key (campaign_id, occurred_at, event_id)
);
select create_hypertable('click', 'occurred_at', chunk_time_interval => interval '7 days', create_default_indexes => false);

create table conversion (
  event_id text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  source_id text not null,
  batch_id text not null,
  user_key uuid not null,
  campaign_id text not null,
  creative_id text,
  site text,
  conversion_type text not null,
  -- in the account currency
  value_micros bigint not null,
  order_id text,
  device text not null,
  country text not null,
  filter_reason text,
  primary key (campaign_id, occurred_at, event_id)
);
select create_hypertable('conversion', 'occurred_at', chunk_time_interval => interval '7 days', create_default_indexes => false);

create table bid_request (
  event_id text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  source_id text not null,
  batch_id text not null,
  user_key uuid not null,
  auction_id text not null,
  advertiser_id text,
  campaign_id text not null,
  site text not null,
  ad_format text,
  bid_floor_micros bigint,
  device text not null,
  country text not null,
  targeting jsonb,
  filter_reason text,
  primary key (campaign_id, occurred_at, event_id)
);
select create_hypertable('bid_request', 'occurred_at', chunk_time_interval => interval '7 days', create_default_indexes => false);

-- One row for each touch that a model gives credit to; position 0 with touch_kind
-- 'none' says that a conversion has no touch inside its campaign's windows.
create table conversion_credit (
  conversion_id text not null,
  occurred_at timestamptz not null,
  campaign_id text not null,
  model text not null check (model in ('last_touch', 'first_touch', 'linear', 'time_decay', 'position')),
  position integer not null,
  touch_kind text not null check (touch_kind in ('click', 'view', 'none')),
  touch_id text,
  touch_at timestamptz,
  creative_id text not null,
  site text not null,
  device text not null,
  country text not null,
  -- millionths of one conversion; a conversion's credits of one model add up to 1000000, or to 0 without a touch
  credit_micros bigint not null,
  revenue_micros bigint not null,
  cost_micros bigint not null,
  filtered boolean not null,
  primary key (campaign_id, occurred_at, conversion_id, model, position)
);
select create_hypertable('conversion_credit', 'occurred_at', chunk_time_interval => interval '7 days', create_default_indexes => false);

-- Everything that one user did with one campaign, for correlation by one index probe:
-- probing the hypertables costs about 7 microseconds a chunk instead.
create table journey_event (
  user_key uuid not null,
  campaign_id text not null,
  occurred_at timestamptz not null,
  kind text not null check (kind in ('impression', 'click', 'conversion')),
  event_id text not null,
  creative_id text,
  site text,
  device text not null,
  country text not null,
  value_micros bigint,
  filtered boolean not null,
  primary key (user_key, campaign_id, occurred_at, kind, event_id)
);
create index journey_event_age on journey_event using brin (occurred_at);

-- What an event id stood for, to tell a duplicate from a reused id.
create table event_key (
  kind text not null,
  event_id text not null,
  occurred_at timestamptz not null,
  content_hash bytea not null,
  received_at timestamptz not null,
  -- the sender gave no time: such a record is a duplicate by its id alone, for ever
  time_given_by_us boolean not null,
  primary key (kind, event_id)
);
create index event_key_age on event_key using brin (received_at);

-- One row a request. Totals are known when its last chunk has been seen; every other
-- figure is the sum of its ledger rows.
create table batch (
  id text primary key,
  source_id text not null,
  kind text not null,
  received_at timestamptz not null,
  chunks integer,
  records bigint,
  bytes bigint,
  -- why the rest of the body was refused, if it was
  error text
);
create index batch_source on batch (source_id, received_at desc);
create index batch_age on batch (received_at desc, id);

create table chunk_ledger (
  batch_id text not null,
  chunk_no integer not null,
  received_at timestamptz not null,
  source_id text not null,
  kind text not null,
  received integer not null,
  stored integer not null,
  duplicate integer not null,
  rejected integer not null,
  -- the part of stored that is invalid traffic
  filtered integer not null,
  first_event_at timestamptz,
  last_event_at timestamptz,
  -- median of received minus occurred over the stored events
  lag_ms bigint,
  stored_at timestamptz not null default now(),
  primary key (batch_id, chunk_no, received_at),
  check (received = stored + duplicate + rejected),
  check (filtered <= stored)
);
select create_hypertable('chunk_ledger', 'received_at', chunk_time_interval => interval '7 days', create_default_indexes => false);
create index chunk_ledger_source on chunk_ledger (source_id, received_at desc);

create table rejected_record (
  batch_id text not null,
  -- its number in the batch, from 1
  record_no bigint not null,
  received_at timestamptz not null,
  source_id text not null,
  kind text not null,
  issue_id text not null,
  reason text not null,
  field text,
  message text not null,
  raw bytea not null,
  primary key (batch_id, record_no, received_at)
);
select create_hypertable('rejected_record', 'received_at', chunk_time_interval => interval '7 days', create_default_indexes => false);
create index rejected_record_issue on rejected_record (issue_id, received_at desc);

-- Event time that a transaction touched and role rollup has still to refresh.
create table touched_range (
  id bigint generated always as identity primary key,
  source_id text not null,
  -- the table it touched
  kind text not null check (kind in ('impression', 'click', 'conversion', 'bid_request', 'conversion_credit')),
  from_at timestamptz not null,
  -- inclusive
  to_at timestamptz not null,
  created_at timestamptz not null default now()
);

-- The newest event time that each stage has finished with.
create table watermark (
  source_id text not null,
  kind text not null check (kind in ('impression', 'click', 'conversion', 'bid_request')),
  stage text not null check (stage in ('received', 'stored', 'correlated', 'aggregated')),
  watermark timestamptz not null,
  updated_at timestamptz not null default now(),
  primary key (source_id, kind, stage)
);
