-- What must not be lost: messages to be handled, messages to be sent, queues, dead letters, and the nodes that own rows.
--
-- A row belongs to the node that has it in memory (owner), or to nobody (0) and waits until it is due. One index answers all that
-- is asked of waiting rows (of this destination, oldest first) and of owned ones (whose owners are there, which are mine), so
-- that no question reads the backlog. Due times come from the application's clock, the life of nodes from the database's.
--
-- Columns are what is asked for in SQL; everything else of an envelope is carried in one column. `json` and `text`, not `jsonb`:
-- what was sent comes back as it was, U+0000 in it or not.
--
-- Tables that fill and empty themselves again and again are hard on a planner: what it saw empty it scans, also when a million
-- rows have come. It always takes the index of a table of ten pages and more, so pages are kept (vacuum_truncate; giving them
-- back would also lock out everybody), and no vacuum comes before there are as many. Vacuum comes early and works fast,
-- because dead rows lie at the front of the index, where each look begins.

create table critter.nodes (
  number int generated always as identity primary key,
  -- Host and process, for whoever reads the table.
  name text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null
);

create table critter.inbox (
  id uuid not null,
  destination text collate "C" not null,
  handler text collate "C" not null default '',
  owner int not null default 0,
  -- Which look of its owner took the row; when the answer to that look is lost, its rows are given back.
  look bigint,
  due_at timestamptz not null,
  attempt int not null,
  message_name text collate "C" not null,
  body text not null,
  envelope json not null,
  -- Handled; until then it is the mark by which a second delivery is known.
  keep_until timestamptz,
  primary key (id, destination, handler)
) with (
  vacuum_truncate = false,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_insert_threshold = 5000,
  autovacuum_analyze_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0
);

create index inbox_open on critter.inbox (owner, destination, due_at, id) where keep_until is null;
create index inbox_handled on critter.inbox (keep_until) where keep_until is not null;

create table critter.outbox (
  id uuid not null,
  destination text collate "C" not null,
  owner int not null default 0,
  look bigint,
  due_at timestamptz not null,
  message_name text collate "C" not null,
  body text not null,
  envelope json not null,
  primary key (id, destination)
) with (
  vacuum_truncate = false,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_insert_threshold = 5000,
  autovacuum_analyze_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0
);

create index outbox_open on critter.outbox (owner, destination, due_at, id);

-- The queues of all applications on this database. A message is one row, whoever reads the queue.
create table critter.queue_messages (
  id uuid not null,
  address text collate "C" not null,
  -- The order of arrival: ids are of the sender's making.
  position bigint generated always as identity,
  owner int not null default 0,
  look bigint,
  due_at timestamptz not null,
  body text not null,
  headers json not null,
  primary key (id, address)
) with (
  vacuum_truncate = false,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_insert_threshold = 5000,
  autovacuum_analyze_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0
);

create index queue_messages_open on critter.queue_messages (owner, address, due_at, position);

create table critter.dead_letters (
  id uuid primary key,
  message_id uuid not null,
  destination text collate "C" not null,
  handler text collate "C" not null default '',
  -- Where a replay puts it: the inbox or the outbox.
  kept text collate "C" not null,
  attempt int not null,
  message_name text collate "C" not null,
  body text not null,
  envelope json not null,
  reason text collate "C" not null,
  error_name text collate "C",
  error_message text,
  error_stack text,
  dead_at timestamptz not null
);

create index dead_letters_by_message on critter.dead_letters (message_name, id);
