-- Streams and their events, and the function by which a statement refuses its unit of work.
-- The id comes before the type, because a stream is also looked for by its id alone.

create table critter.streams (
  tenant text collate "C" not null default '',
  id text collate "C" not null,
  type text collate "C" not null,
  version int not null,
  started_at timestamptz not null,
  primary key (tenant, id, type)
);

-- No foreign key to streams: every insert would look up what the same statement has just written.
create table critter.events (
  position bigint generated always as identity primary key,
  id uuid not null,
  tenant text collate "C" not null default '',
  stream_id text collate "C" not null,
  stream_type text collate "C" not null,
  version int not null,
  name text not null,
  data jsonb not null,
  headers jsonb,
  recorded_at timestamptz not null,
  constraint events_stream_version unique (tenant, stream_id, stream_type, version)
);

-- Zero rows are no error to Postgres, and nobody can look before the commit: a statement whose expectation fails calls
-- this, and the transaction is over. Volatile, so that it is never evaluated ahead of its condition.
create function critter.refuse(state text, reason text, subject text) returns boolean
language plpgsql volatile
as $$
begin
  raise exception using errcode = state, message = reason, detail = subject;
end
$$;
