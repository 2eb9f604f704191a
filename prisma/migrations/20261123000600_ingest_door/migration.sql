-- The complete door: limits, signing secrets and schemas of a source, what a batch came from, pulled files.

-- null: the deployment's default
alter table source add column max_events_per_second integer check (max_events_per_second > 0);
alter table source add column max_bytes_per_second bigint check (max_bytes_per_second > 0);

-- Secrets of Standard Webhooks. A signature can only be checked with the secret itself, so it is
-- sealed with a key of the deployment, not hashed.
create table signing_secret (
  id text primary key,
  source_id text not null references source (id) on delete cascade,
  name text not null,
  sealed bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);
create index signing_secret_source on signing_secret (source_id);

-- Writer's schemas of single-object encoded Avro, by the CRC-64-AVRO of their parsing canonical form.
create table avro_schema (
  -- 16 hex digits, in the order of the bytes in a message: little-endian
  fingerprint text primary key,
  name text not null,
  -- as it was registered, logical types and defaults included
  schema_text text not null,
  created_at timestamptz not null default now()
);

-- Where a batch came from, and the batch whose rejects it corrects.
alter table batch add column via text not null default 'api' check (via in ('api', 'console', 'pull', 'correction'));
alter table batch add column file_name text;
alter table batch add column corrects text;
-- of a request with several files: [{ name, format, firstRecord, records, bytes }]
alter table batch add column files jsonb;
create index batch_corrects on batch (corrects) where corrects is not null;

-- How the chunk's records were written, so that its rejects can be read again: rejected_record.raw of
-- a CSV row means nothing without its header line. The header line is kept of chunks that have rejects.
alter table chunk_ledger add column first_record bigint;
alter table chunk_ledger add column format text check (format in ('json', 'csv', 'avro'));
alter table chunk_ledger add column csv_header text;
alter table chunk_ledger add column csv_delimiter text;

-- A folder or a bucket that role pull reads new files from.
create table pull (
  id text primary key,
  source_id text not null references source (id) on delete cascade,
  name text not null,
  kind text not null,
  -- { type: 'folder', path } or { type: 's3', bucket, prefix, region, endpoint, accessKeyId }
  location jsonb not null,
  -- the bucket's secret access key, sealed like a signing secret
  sealed bytea,
  -- which file names, as a glob
  pattern text not null default '**',
  -- null: told by the file's name and first bytes
  content_type text,
  every_seconds integer not null check (every_seconds between 10 and 2678400),
  enabled boolean not null default true,
  next_at timestamptz not null default now(),
  last_started_at timestamptz,
  last_finished_at timestamptz,
  last_error text,
  -- the worker that is at it, and until when without another word of it
  holder text,
  held_until timestamptz,
  created_at timestamptz not null default now(),
  -- of its settings
  updated_at timestamptz not null default now()
);
create index pull_source on pull (source_id);
create index pull_due on pull (next_at) where enabled;

-- What was taken from where: a file is taken once in each version.
create table pulled_file (
  pull_id text not null references pull (id) on delete cascade,
  name text not null,
  -- the bucket's entity tag, or a folder's size and modification time
  version text not null,
  bytes bigint not null,
  state text not null check (state in ('taken', 'retrying', 'failed')),
  attempts integer not null default 1,
  batch_id text,
  records bigint,
  error text,
  taken_at timestamptz not null default now(),
  primary key (pull_id, name, version)
);
create index pulled_file_newest on pulled_file (pull_id, taken_at desc);
