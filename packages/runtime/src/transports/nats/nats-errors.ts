import { JetStreamApiError } from '@nats-io/jetstream'
import {
  AuthorizationError,
  InvalidArgumentError,
  PermissionViolationError,
  UserAuthenticationExpiredError,
} from '@nats-io/transport-node'
import { BrokerRefusedError, BrokerUnavailableError } from '../../messaging/errors.js'

/** Answers that stay the same until somebody changes something there or here. */
const refusals = [
  AuthorizationError,
  InvalidArgumentError,
  PermissionViolationError,
  UserAuthenticationExpiredError,
  URIError,
]

// A server that has just started finds its streams a little later.
const passing = new Set([503])

export function isRefusal(error: unknown): boolean {
  if (error instanceof JetStreamApiError) return !passing.has(error.status)
  return (
    refusals.some((type) => error instanceof type) ||
    (error instanceof Error && isRefusal(error.cause))
  )
}

/** What an error of the client means. */
export function explain(error: unknown, doing: string, servers: string): Error {
  if (error instanceof BrokerRefusedError || error instanceof BrokerUnavailableError) return error
  if (isRefusal(error)) {
    return new BrokerRefusedError(
      'nats',
      `NATS at ${servers} refused ${doing}: ${reasonOf(error)}.`,
      { cause: error },
    )
  }
  return new BrokerUnavailableError(
    'nats',
    `NATS at ${servers} did not confirm ${doing}: ${reasonOf(error)}. It is tried again by whoever keeps what was sent; start NATS, with -js, if it is not running.`,
    { cause: error },
  )
}

export function unreachable(error: unknown, servers: string): Error {
  if (isRefusal(error)) return explain(error, 'the connection', servers)
  return new BrokerUnavailableError(
    'nats',
    `NATS was not reached at ${servers}: ${reasonOf(error)}. Start it, with -js, or give nats() other servers.`,
    { cause: error },
  )
}

export function isNotFound(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.status === 404
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
