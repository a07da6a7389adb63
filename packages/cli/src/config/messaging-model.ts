import type { MessagingModel } from '@critter/compiler'
import type { MessagingConfig, MessagingEndpoint, Processing } from './messaging-config.js'

/** A checked config with its defaults written out. */
export function messagingModel({
  endpoints = {},
  routes = [],
  durableInbox = 'as-declared',
  durableOutbox = 'as-declared',
}: MessagingConfig): MessagingModel {
  return {
    endpoints: Object.fromEntries(
      Object.entries(endpoints).map(([name, each]) => [name, endpoint(name, each)]),
    ),
    routes: routes.map(({ messages, to }) => ({ messages: listOf(messages), to: listOf(to) })),
    durableInbox,
    durableOutbox,
  }
}

function endpoint(
  name: string,
  { transport, address, listen, processing, ...breaker }: MessagingEndpoint,
): MessagingEndpoint {
  return {
    transport,
    address: transport === 'local' ? name : address,
    listen,
    processing: withLimits(processing),
    ...breaker,
  }
}

function withLimits(processing: Processing): Processing {
  if (processing.mode === 'inline' || processing.limits === undefined) return processing
  return { ...processing, limits: completeLimits(processing.limits) }
}

const defaultMax = 1000

/** `restart` stays below `max` whichever of them is given. */
export function completeLimits({
  max = defaultMax,
  restart = Math.floor(max / 2),
}: {
  readonly max?: number | undefined
  readonly restart?: number | undefined
}): { readonly max: number; readonly restart: number } {
  return { max, restart }
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value
}
