import type { Behaviour } from './compliance.js'

export type TransportName = 'memory' | 'rabbitmq' | 'nats' | 'redis'

/** What a transport does otherwise than the compliance suite says, and why. docs/transports.md says the same to users. */
export const deviations: Readonly<Record<TransportName, Partial<Record<Behaviour, string>>>> = {
  memory: {
    'a dead letter is kept by the broker and not delivered again':
      'it has no dead letters of its own: they are rows in Postgres, where tests look',
  },
  rabbitmq: {},
  nats: {},
  redis: {},
}
