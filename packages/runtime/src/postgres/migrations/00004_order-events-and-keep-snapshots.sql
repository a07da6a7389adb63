-- The order of events that whoever reads them later may trust, what is known of who recorded them, archived streams, and
-- the states of aggregates.
--
-- Positions are drawn before the commit, so events become visible in another order. Readers go by (tx, position) instead, and
-- read what is below the oldest transaction that still runs: nothing can be committed there any more. For versions of one
-- stream to be in that order too, an older transaction must not append after a newer one: a stream keeps its last transaction,
-- and `refuse_append` answers 40001, for which the unit is tried again as a newer transaction.

alter table critter.streams
  add column last_tx xid8 not null default '0',
  add column archived_at timestamptz;
alter table critter.streams alter column last_tx set default pg_current_xact_id();
-- Every append updates its stream: with room on the page it touches no index.
alter table critter.streams set (fillfactor = 80);

-- What was recorded before is older than every transaction to come.
alter table critter.events
  add column tx xid8 not null default '0',
  add column schema_version int not null default 1,
  add column correlation_id text,
  add column causation_id text,
  add column user_name text;
alter table critter.events alter column tx set default pg_current_xact_id();
create index events_order on critter.events (tx, position);

-- The state of an aggregate after the events up to a version, as code of this hash has folded it.
create table critter.snapshots (
  tenant text collate "C" not null default '',
  stream_id text collate "C" not null,
  stream_type text collate "C" not null,
  version int not null,
  hash text not null,
  data jsonb not null,
  primary key (tenant, stream_id, stream_type)
) with (fillfactor = 80);

-- Why a stream is not advanced. It may be asked about a row that a concurrent transaction has just replaced: what stands in
-- the way stays in the way, for versions only grow and nothing leaves the archive.
create function critter.refuse_append(id text, version int, archived_at timestamptz, expected int) returns int
language plpgsql volatile
as $$
begin
  if archived_at is not null then
    raise exception using errcode = 'CR005', message = 'the stream is archived', detail = id;
  elsif version <> expected then
    raise exception using errcode = 'CR004', message = 'expected the stream at another version', detail = version::text;
  end if;
  raise exception using
    errcode = '40001',
    message = 'a newer transaction has appended to the stream',
    detail = id;
end
$$;
