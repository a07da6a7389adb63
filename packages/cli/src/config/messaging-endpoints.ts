import type { Bound, Listening, MessagingEndpoint, Processing } from './messaging-config.js'

/** A queue in the memory of this application; `durable` keeps a row in Postgres for each message. Default: `buffered`. */
export function localQueue(processing: Processing = { mode: 'buffered' }): MessagingEndpoint {
  return { transport: 'local', address: '', listen: true, processing }
}

/** A queue in the application's own Postgres, which other applications on it can share. Default: `durable`. */
export function postgresQueue(
  name: string,
  processing: Listening = { mode: 'durable' },
): MessagingEndpoint {
  return endpoint('postgres', queue(name), processing)
}

/**
 * A queue of RabbitMQ, for what is sent to it and, with `from`, for what is sent to exchanges. Default: `inline`, as of every
 * broker: nothing is lost, and nothing waits in memory.
 *
 *     rabbitmqQueue('mail', { mode: 'durable', listen: true, from: { exchange: 'events', topics: ['order.*'] } })
 */
export function rabbitmqQueue(
  name: string,
  processing: Listening & Bound = { mode: 'inline' },
): MessagingEndpoint {
  const { from, ...how } = processing
  return endpoint('rabbitmq', queue(name, from), how)
}

/** An exchange of RabbitMQ, which is only sent to; `toTopic` says by which topic. Default: `inline`. */
export function rabbitmqExchange(
  name: string,
  processing: Processing = { mode: 'inline' },
): MessagingEndpoint {
  return endpoint('rabbitmq', exchange(name), processing)
}

/** A stream of NATS JetStream, whose messages go to one of its listeners each. Default: `inline`. */
export function natsStream(
  name: string,
  processing: Listening & Bound = { mode: 'inline' },
): MessagingEndpoint {
  const { from, ...how } = processing
  return endpoint('nats', queue(name, from), how)
}

/** A subject of NATS, which is only sent to: every stream that asks for it receives the message. Default: `inline`. */
export function natsSubject(
  name: string,
  processing: Processing = { mode: 'inline' },
): MessagingEndpoint {
  return endpoint('nats', exchange(name), processing)
}

/** A stream of Redis, whose messages go to one of its listeners each. Default: `inline`. */
export function redisStream(
  name: string,
  processing: Listening = { mode: 'inline' },
): MessagingEndpoint {
  return endpoint('redis', queue(name), processing)
}

function endpoint(transport: string, address: string, given: Listening): MessagingEndpoint {
  const { listen = false, circuitBreaker, ...processing } = given
  return {
    transport,
    address,
    listen,
    processing,
    ...(circuitBreaker === undefined ? {} : { circuitBreaker }),
  }
}

// Every transport reads addresses in one way: packages/runtime/src/transports/address.ts.
function queue(name: string, from: Bound['from'] = []): string {
  const bindings = [from].flat().map((each) => {
    const { exchange, topics = [] } = typeof each === 'string' ? { exchange: each } : each
    return [`from=${encoded(exchange)}`, ...topics.map((topic) => `topic=${encoded(topic)}`)]
  })
  const query = bindings.flat().join('&')
  return `queue/${encoded(name)}${query === '' ? '' : `?${query}`}`
}

function exchange(name: string): string {
  return `exchange/${encoded(name)}`
}

// What is written in names of queues and topics stays readable.
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/%3A/g, ':').replace(/%2F/g, '/')
}
