-- What a person keeps of a screen's address: filters, order, columns, under a name.
create table saved_view (
  id text primary key,
  user_id text not null references app_user (id) on delete cascade,
  screen text not null,
  name text not null,
  -- the query of the address, without its question mark
  query text not null,
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, screen, name)
);
create unique index saved_view_default on saved_view (user_id, screen) where is_default;
