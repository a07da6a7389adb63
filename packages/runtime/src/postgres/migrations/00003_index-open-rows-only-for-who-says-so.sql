-- Rows are found by their primary keys, and by these indexes when it is asked which of them an owner has. Where a table had been
-- empty when the planner looked at it, both seemed the same, and it read all rows of an owner for every key. The condition
-- holds for every row; only statements that name it may use the index.
drop index critter.outbox_open;
create index outbox_open on critter.outbox (owner, destination, due_at, id) where owner >= 0;

drop index critter.queue_messages_open;
create index queue_messages_open on critter.queue_messages (owner, address, due_at, position) where owner >= 0;
