import { BrokerRefusedError, BrokerUnavailableError } from '../../messaging/errors.js'

/** What an error of the client means. */
export function explain(error: unknown, doing: string, url: string): Error {
  if (error instanceof BrokerRefusedError || error instanceof BrokerUnavailableError) return error
  if (isRefusal(error)) {
    return new BrokerRefusedError(
      'redis',
      `Redis at ${placeOf(url)} refused ${doing}: ${reasonOf(error)}.`,
      { cause: error },
    )
  }
  return new BrokerUnavailableError(
    'redis',
    `Redis at ${placeOf(url)} did not confirm ${doing}: ${reasonOf(error)}. It is tried again by whoever keeps what was sent; start Redis if it is not running.`,
    { cause: error },
  )
}

export function unreachable(error: unknown, url: string): Error {
  if (isRefusal(error)) return explain(error, 'the connection', url)
  return new BrokerUnavailableError(
    'redis',
    `Redis was not reached at ${placeOf(url)}: ${reasonOf(error)}. Start it, or give redis() another url.`,
    { cause: error },
  )
}

/** Answers that stay the same until somebody changes something there or here. Others pass: it loads, or is short of memory. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && /^(WRONGPASS|NOAUTH|NOPERM|WRONGTYPE)\b/.test(error.message)
}

/** The stream was deleted, or never made. */
export function isNoGroup(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOGROUP')
}

/** Never with the password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname === '/' ? '' : pathname}`
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // One for each address of the host; the first says enough.
  if (error instanceof AggregateError && error.message === '') return reasonOf(error.errors[0])
  return error.message
}
