-- Read-only links to the report of one campaign, for somebody who has no account.
create table share_link (
  id text primary key,
  -- hex SHA-256 of the token; the token itself has 256 random bits and is shown once
  token_hash text not null unique,
  campaign_id text not null references campaign (id) on delete cascade,
  name text not null,
  -- range, traffic, model, sections, whether money is shown: lib/contracts/share.ts
  settings jsonb not null,
  -- the link shows what this person may see, and dies with their access
  created_by text not null references app_user (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  opened_at timestamptz,
  opened_count integer not null default 0
);
create index share_link_campaign on share_link (campaign_id);
create index share_link_created_by on share_link (created_by);
