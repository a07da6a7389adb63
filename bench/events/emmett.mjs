// Emmett on Postgres: its event store and its command handler, as its documentation uses them.
import { CommandHandler, STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett'
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql'

const initialState = () => ({ total: 0 })
const evolve = (state, { data }) => ({ total: state.total + data.amount })
const increased = { type: 'Increased', data: { amount: 1 } }

export async function open(url) {
  const store = getPostgreSQLEventStore(url)
  await store.schema.migrate()
  const handle = CommandHandler({ initialState, evolve })
  return {
    start: (id) =>
      store.appendToStream(id, [increased], { expectedStreamVersion: STREAM_DOES_NOT_EXIST }),
    command: (id) => handle(store, id, () => increased),
    close: () => store.close(),
  }
}
