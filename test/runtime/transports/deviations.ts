import type { Behaviour } from './compliance.js'

export type TransportName = 'memory' | 'postgres' | 'rabbitmq' | 'nats' | 'redis'

const noExchanges =
  'Postgres has queues alone: a message that several applications want is sent to a queue for each'

const deadLettersInPostgres = {
  'a dead letter is kept by the broker and not delivered again':
    'it has no dead letters of its own: they are rows in Postgres',
} as const
const messagesOutliveConnections = {
  'what is unsettled when the connection breaks is delivered again':
    'a message belongs to its listener, not to a connection: it is delivered again when the listener closes or dies',
  'settling what came on a broken connection rejects':
    'a message belongs to its listener, not to a connection: it can be settled when that is back',
} as const

/** What a transport does otherwise than the compliance suite says, and why. docs/transports.md says the same to users. */
export const deviations: Readonly<Record<TransportName, Partial<Record<Behaviour, string>>>> = {
  memory: {
    ...deadLettersInPostgres,
    'what a listener had that died without a word is delivered to another':
      'it lives and dies with the process of its listeners',
  },
  postgres: {
    'an exchange gives a message to every queue that asks for it': noExchanges,
    'a queue gets the messages whose topic it asks for': noExchanges,
    'a pattern that ends in # is for any number of further words, none too': noExchanges,
    'a queue that asks for several topics gets a message once, and what is sent to it itself':
      noExchanges,
    'a queue gets what it asks for while nobody listens': noExchanges,
    'the listeners of a queue share what comes from an exchange': noExchanges,
    'what no queue asks for is confirmed, and gone': noExchanges,
    ...deadLettersInPostgres,
    ...messagesOutliveConnections,
    'what a listener had that died without a word is delivered to another':
      'nodes take over from nodes, not listeners from listeners: test/runtime/durability-nodes.test.ts shows it',
  },
  rabbitmq: {},
  nats: { ...deadLettersInPostgres, ...messagesOutliveConnections },
  redis: { ...deadLettersInPostgres, ...messagesOutliveConnections },
}
