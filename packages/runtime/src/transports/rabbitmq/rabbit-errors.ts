import { BrokerRefusedError, BrokerUnavailableError } from '../../messaging/errors.js'

/** Answers of the broker that stay the same until somebody changes something there or here. */
const refusals: Readonly<Record<string, string>> = {
  NOT_FOUND: 'Create it, or leave out "provision: false".',
  RETURNED: 'Create it, or leave out "provision: false".',
  ACCESS_REFUSED:
    'Check user and password in the url, and what the user may do in this virtual host.',
  NOT_ALLOWED: 'Check the virtual host in the url, and whether the user may enter it.',
  PRECONDITION_FAILED: 'It is there, but not as it is asked for.',
  // Nothing was sent.
  ENCODING: 'AMQP cannot carry it.',
}

/** What an error of the client means. */
export function explain(error: unknown, doing: string, url: string): Error {
  if (error instanceof BrokerRefusedError || error instanceof BrokerUnavailableError) return error
  const code = refusalOf(error)
  if (code !== undefined) {
    return new BrokerRefusedError(
      'rabbitmq',
      `RabbitMQ at ${placeOf(url)} refused ${doing}: ${reasonOf(error)}. ${refusals[code]!}`,
      { cause: error },
    )
  }
  return new BrokerUnavailableError(
    'rabbitmq',
    `RabbitMQ at ${placeOf(url)} did not confirm ${doing}: ${reasonOf(error)}. It is tried again by whoever keeps what was sent; start RabbitMQ if it is not running.`,
    { cause: error },
  )
}

export function unreachable(error: unknown, url: string): Error {
  const code = refusalOf(error)
  if (code !== undefined) return explain(error, 'the connection', url)
  return new BrokerUnavailableError(
    'rabbitmq',
    `RabbitMQ was not reached at ${placeOf(url)}: ${reasonOf(error)}. Start it, or give rabbitMq() another url.`,
    { cause: error },
  )
}

export function isRefusal(error: unknown): boolean {
  return refusalOf(error) !== undefined
}

export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : undefined
}

function refusalOf(error: unknown): string | undefined {
  const code = codeOf(error)
  if (code === undefined) return error instanceof TypeError ? 'ENCODING' : undefined
  return code in refusals ? code : undefined
}

/** Never with the password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname === '/' ? '' : pathname}`
}

function reasonOf(error: unknown): string {
  const deepest = causeOf(error)
  const text = deepest instanceof Error ? deepest.message : String(deepest)
  // One for each address of the host; the first says enough.
  if (text === '' && deepest instanceof AggregateError) return reasonOf(deepest.errors[0])
  // What the client puts before the text of the server when it knows no method that failed, and the end of its sentence.
  return text.replace(/^undefined: /, '').replace(/\.$/, '')
}

function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : error
}
