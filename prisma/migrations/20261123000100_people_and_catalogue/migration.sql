create extension if not exists timescaledb;

-- People who sign in (better-auth's four tables, in our own spelling).
create table app_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  role text not null default 'viewer' check (role in ('admin', 'manager', 'analyst', 'viewer')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table session (
  id text primary key,
  token text not null unique,
  user_id text not null references app_user (id) on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_by_user on session (user_id);

create table account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references app_user (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_by_user on account (user_id);

create table verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on verification (identifier);

-- The catalogue.
create table advertiser (
  id text primary key,
  name text not null,
  time_zone text not null default 'UTC',
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table campaign (
  id text primary key,
  advertiser_id text not null references advertiser (id),
  name text not null,
  starts_on date,
  ends_on date,
  budget_micros bigint check (budget_micros >= 0),
  pricing text not null default 'cpm' check (pricing in ('cpm', 'cpc', 'cpa')),
  -- per mille for cpm, per click for cpc, per credited conversion for cpa
  price_micros bigint not null default 0 check (price_micros >= 0),
  click_window_days integer not null default 30 check (click_window_days between 0 and 90),
  view_window_days integer not null default 1 check (view_window_days between 0 and 90),
  attribution_model text not null default 'last_touch'
    check (attribution_model in ('last_touch', 'first_touch', 'linear', 'time_decay', 'position')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (ends_on is null or starts_on is null or ends_on >= starts_on)
);
create index campaign_advertiser on campaign (advertiser_id);

create table creative (
  id text primary key,
  campaign_id text not null references campaign (id),
  name text not null,
  format text not null default 'unknown',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index creative_campaign on creative (campaign_id);

-- Who sends, and with which credential.
create table source (
  id text primary key,
  name text not null,
  time_zone text not null default 'UTC',
  unknown_references text not null default 'reject' check (unknown_references in ('reject', 'create')),
  mapping jsonb not null default '{}',
  expected_every_seconds integer check (expected_every_seconds > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table api_key (
  id text primary key,
  name text not null,
  scope text not null check (scope in ('ingest', 'read', 'manage')),
  source_id text references source (id) on delete cascade,
  -- hex SHA-256 of the whole key; the key itself has 256 random bits and is shown once
  key_hash text not null unique,
  key_prefix text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  check ((scope = 'ingest') = (source_id is not null))
);
create index api_key_source on api_key (source_id);

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  subject text not null,
  before jsonb,
  after jsonb
);
create index audit_log_subject on audit_log (subject, at desc);

-- What this database belongs to: `secret` is a fingerprint of the APP_SECRET that its user keys were made with.
create table deployment (
  name text primary key,
  value text not null
);

-- A singleton's lease: one holder at a time, taken over once it has run out.
create table lease (
  name text primary key,
  holder text not null,
  expires_at timestamptz not null
);
