import type { MessagingDefinition } from './messaging-definition.js'
import type { Transport } from './transport.js'

/** No broker at all: its endpoints are durable local queues of the application. */
export class LocalQueues implements Transport {
  readonly name = 'local'
}

/**
 * In place of a broker: the endpoints that the config has of it become durable local queues, which nobody but this
 * application sends to and listens to. For development, and for those who have no broker yet:
 *
 *     transports: { rabbitmq: url === undefined ? localQueues() : rabbitMq({ url }) }
 */
export function localQueues(): Transport {
  return new LocalQueues()
}

/** The definition as it is with these transports, and those of them that are brokers. */
export function withLocalQueues(
  definition: MessagingDefinition,
  given: Readonly<Record<string, Transport>>,
): {
  readonly messaging: MessagingDefinition
  readonly transports: Readonly<Record<string, Transport>>
} {
  const isLocal = (transport: string) => given[transport] instanceof LocalQueues
  const endpoints = Object.entries(definition.endpoints).map(([name, endpoint]) => {
    if (!isLocal(endpoint.transport)) return [name, endpoint] as const
    const { processing } = endpoint
    const durable =
      processing.mode === 'inline'
        ? { mode: 'durable' as const, parallel: processing.listeners ?? 1 }
        : { ...processing, mode: 'durable' as const }
    return [name, { ...endpoint, transport: 'local', processing: durable }] as const
  })
  return {
    messaging: { ...definition, endpoints: Object.fromEntries(endpoints) },
    transports: Object.fromEntries(Object.entries(given).filter(([name]) => !isLocal(name))),
  }
}
