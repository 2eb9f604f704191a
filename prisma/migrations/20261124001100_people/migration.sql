-- Somebody who is disabled cannot sign in, and has no session.
alter table app_user add column disabled_at timestamptz;

-- A second factor: time-based codes (RFC 6238), and codes for when the device is lost. better-auth's own columns, sealed by it.
alter table app_user add column two_factor_enabled boolean not null default false;
create table two_factor (
  id text primary key,
  user_id text not null references app_user (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);
create index two_factor_user on two_factor (user_id);

-- Links that work once: an invitation makes a person, a reset gives one a new password.
create table one_time_link (
  id text primary key,
  kind text not null check (kind in ('invitation', 'reset')),
  -- hex SHA-256 of the token; the token itself has 256 random bits and is shown once
  token_hash text not null unique,
  email text not null,
  name text not null,
  -- of a reset: whose password
  user_id text references app_user (id) on delete cascade,
  -- of an invitation: what the person will be
  role text check (role in ('admin', 'manager', 'analyst', 'viewer')),
  all_advertisers boolean not null default false,
  advertiser_ids text[] not null default '{}',
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  check ((kind = 'reset') = (user_id is not null)),
  check ((kind = 'invitation') = (role is not null))
);
create unique index one_time_link_invited on one_time_link (lower(email))
  where kind = 'invitation' and used_at is null and revoked_at is null;
create index one_time_link_user on one_time_link (user_id);

-- How often a password was tried lately: by account, by a device that has signed in before, and by everybody together.
create table sign_in_attempt (
  subject text primary key,
  attempts integer not null,
  window_started_at timestamptz not null
);
create index sign_in_attempt_window on sign_in_attempt (window_started_at);
