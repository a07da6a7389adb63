// An application as a process of its own, to be killed: handles the messages of a durable queue in strict order, each of which
// writes one document. DATABASE_URL says where, FROM and TO which messages it sends at its start. It says "handling" when it does.
import { buildApp, MessageHandler } from '@critter/runtime/generated'
import { version } from '../../../packages/runtime/build/hosting/version.js'

const { DATABASE_URL: database, FROM, TO } = process.env
class Step {
  constructor(n) {
    this.n = n
  }
}
class Done {
  constructor(id) {
    this.id = id
  }
}
const json = (type) => ({
  type,
  encode: (value) => JSON.stringify(value),
  decode: (value) => Object.assign(Object.create(type.prototype), value),
  revive: (value) => Object.assign(Object.create(type.prototype), value),
})

let hasSaidSo = false
class StepHandler extends MessageHandler {
  #store
  constructor(store) {
    super()
    this.#store = store
  }
  async handle({ n }, context) {
    if (!hasSaidSo) console.log('handling')
    hasSaidSo = true
    // Longer than it takes to send one: they pile up.
    await new Promise((resolve) => setTimeout(resolve, 5))
    const session = this.#store.openFor(context)
    session.insert(Done, new Done(n))
    await session.saveChanges()
  }
}

const app = buildApp(
  {
    compiler: version,
    documents: [{ ...json(Done), name: 'done', idType: 'float8' }],
    events: [],
    aggregates: [],
    messages: [{ ...json(Step), name: 'step', version: 1 }],
    messaging: {
      endpoints: {
        steps: {
          transport: 'local',
          address: '',
          listen: true,
          processing: { mode: 'durable', order: 'strict' },
        },
      },
      routes: [{ messages: ['step'], to: ['steps'] }],
      durableInbox: 'as-declared',
      durableOutbox: 'as-declared',
    },
  },
  { database, logger: { debug() {}, info() {}, warn() {}, error: console.error } },
  ({ store }) => ({
    endpoints: [],
    handlers: [
      {
        message: 'step',
        name: 'Step.handle',
        handler: new StepHandler(store),
      },
    ],
  }),
)
await app.start()
for (let n = Number(FROM); n < Number(TO); n++) await app.bus.send(new Step(n))
