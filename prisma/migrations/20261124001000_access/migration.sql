-- Whose advertisers a person sees. Admins and analysts see all of them whatever stands here.
alter table app_user add column all_advertisers boolean not null default false;
-- Who was here before keeps seeing what they saw.
update app_user set all_advertisers = true;

create table advertiser_access (
  user_id text not null references app_user (id) on delete cascade,
  advertiser_id text not null references advertiser (id) on delete cascade,
  granted_at timestamptz not null default now(),
  primary key (user_id, advertiser_id)
);
create index advertiser_access_advertiser on advertiser_access (advertiser_id);

-- A read or manage key may be for some advertisers only; null is all of them.
alter table api_key add column advertiser_ids text[] check (advertiser_ids is null or scope <> 'ingest');
alter table api_key add column created_by text;
alter table api_key add column last_used_at timestamptz;

-- The audit log is read by time, and by who did it.
create index audit_log_at on audit_log (at desc, id desc);
create index audit_log_actor on audit_log (actor, at desc);
