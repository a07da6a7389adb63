/** Relies on the indexes inbox_open, outbox_open and dead_letters_pkey, whose entries it counts. */
export const countRows = `
  select (select count(*)
            from (select 1
                    from critter.inbox
                   where keep_until is null
                     and due_at <= $1
                   limit $2) as due)::int as inbox,
         (select count(*)
            from (select 1
                    from critter.outbox
                   where due_at <= $1
                   limit $2) as due)::int as outbox,
         (select count(*)
            from (select 1
                    from critter.dead_letters
                   limit $2) as dead)::int as dead_letters`
