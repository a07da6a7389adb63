import { isObject, optional, shown, unknownMember, type Refuse } from './config-values.js'
import { didYouMean } from './did-you-mean.js'

interface Breaking {
  readonly circuitBreaker: unknown
  readonly listen: boolean
  readonly transport: string
}

/** When the listener of an endpoint rests. */
export function checkCircuitBreaker(
  endpoint: string,
  { circuitBreaker, listen, transport }: Breaking,
  refuse: Refuse,
): void {
  const at = (member = '') => [
    'endpoints',
    endpoint,
    'circuitBreaker',
    ...(member === '' ? [] : [member]),
  ]
  if (!listen || transport === 'local') {
    const message = `"${endpoint}" has a circuit breaker and listens to no broker`
    return refuse(message, at(), 'Let it listen, or leave out circuitBreaker')
  }
  if (!isObject(circuitBreaker)) {
    return refuse(`"circuitBreaker" of "${endpoint}" must be an object`, at())
  }
  const known = ['failureShare', 'minimum', 'within', 'pause']
  const unknown = unknownMember(circuitBreaker, known)
  if (unknown !== undefined) {
    const message = `"circuitBreaker" of "${endpoint}" has an unknown member "${unknown}"`
    return refuse(message, at(unknown), didYouMean(unknown, known, 'The members are'))
  }
  const { failureShare, minimum, within, pause } = optional(circuitBreaker)
  if (failureShare !== undefined && !isShare(failureShare)) {
    const message = `"failureShare" of "${endpoint}" is ${shown(failureShare)}, not a share from 0 to 1`
    return refuse(message, at('failureShare'), 'Write 0.2 for one of five')
  }
  if (minimum !== undefined && !(Number.isSafeInteger(minimum) && (minimum as number) > 0)) {
    return refuse(`"minimum" of "${endpoint}" must be a whole number above 0`, at('minimum'))
  }
  for (const [member, value] of Object.entries({ within, pause })) {
    if (value === undefined || isAmount(value)) continue
    const message = `"${member}" of "${endpoint}" must be an amount of time`
    return refuse(message, at(member), `Write, for example: ${member}: { minutes: 5 }`)
  }
}

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= 1
}

const units = ['days', 'hours', 'minutes', 'seconds', 'milliseconds']

function isAmount(value: unknown): boolean {
  if (!isObject(value)) return false
  const parts = Object.entries(value)
  return (
    parts.length > 0 &&
    parts.every(
      ([unit, amount]) => units.includes(unit) && typeof amount === 'number' && amount >= 0,
    )
  )
}
