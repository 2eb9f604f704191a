-- Rejects grouped by source, kind, reason and field; id is a hash of the four.
create table quality_issue (
  id text primary key,
  source_id text not null,
  kind text not null,
  reason text not null,
  field text,
  count bigint not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'ignored', 'resolved')),
  assignee text,
  note text,
  updated_at timestamptz not null default now()
);
create index quality_issue_last_seen on quality_issue (state, last_seen_at desc);

create table alert (
  id text primary key,
  -- the same trouble has the same fingerprint; at most one alert of it is not resolved
  fingerprint text not null,
  monitor text not null,
  title text not null,
  severity text not null check (severity in ('critical', 'warning', 'info')),
  state text not null default 'open' check (state in ('open', 'acknowledged', 'snoozed', 'resolved')),
  source_id text,
  campaign_id text,
  metric text not null,
  observed double precision,
  expected double precision,
  evidence jsonb not null default '{}',
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  resolved_at timestamptz,
  snoozed_until timestamptz,
  occurrences integer not null default 1,
  assignee text
);
create unique index alert_unresolved on alert (fingerprint) where state <> 'resolved';
create index alert_state on alert (state, last_seen_at desc);

-- The alert's timeline; every change of state writes one line.
create table alert_event (
  id bigint generated always as identity primary key,
  alert_id text not null references alert (id) on delete cascade,
  at timestamptz not null default now(),
  type text not null check (type in ('opened', 'reopened', 'repeated', 'acknowledged', 'snoozed', 'assigned', 'commented', 'resolved')),
  -- a person's email, a key's name, or 'system'
  actor text not null,
  detail jsonb not null default '{}',
  -- null until it has been handed to JetStream for the notify role
  published_at timestamptz
);
create index alert_event_alert on alert_event (alert_id, id);
create index alert_event_unpublished on alert_event (id) where published_at is null;

-- What was delivered where, so that a redelivered notification is sent once.
create table notification (
  alert_event_id bigint not null references alert_event (id) on delete cascade,
  channel text not null,
  delivered_at timestamptz not null default now(),
  -- the channel's own name for the message, to edit it later
  message_ref text,
  primary key (alert_event_id, channel)
);
