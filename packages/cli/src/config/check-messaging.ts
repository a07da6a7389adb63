import { didYouMean } from './did-you-mean.js'
import { checkCircuitBreaker } from './check-circuit-breaker.js'
import { checkProcessing } from './check-processing.js'
import type { MessagingConfig } from './messaging-config.js'
import { isObject, isText, optional, unknownMember, type Refuse } from './config-values.js'

/** `messaging` of a config, whoever wrote it: `refuse` throws, at the place of what is wrong. */
export function checkMessaging(value: unknown, refuse: Refuse): asserts value is MessagingConfig {
  if (!isObject(value)) {
    return refuse('"messaging" must be an object with endpoints and routes', [])
  }
  const known = ['endpoints', 'routes', 'durableInbox', 'durableOutbox']
  const unknown = unknownMember(value, known)
  if (unknown !== undefined) {
    const message = `"messaging" has an unknown member "${unknown}"`
    return refuse(message, [unknown], didYouMean(unknown, known, 'The members are'))
  }
  const { endpoints = {}, routes = [], durableInbox, durableOutbox } = optional(value)
  checkChoice('durableInbox', durableInbox, ['all-listeners', 'as-declared'], refuse)
  checkChoice('durableOutbox', durableOutbox, ['all-senders', 'as-declared'], refuse)
  if (!isObject(endpoints)) {
    return refuse('"endpoints" must be an object of endpoints by name', ['endpoints'])
  }
  for (const [name, each] of Object.entries(endpoints)) checkEndpoint(name, each, refuse)
  checkListeners(Object.entries(endpoints), refuse)
  if (!Array.isArray(routes)) return refuse('"routes" must be a list of routes', ['routes'])
  for (const each of routes as readonly unknown[]) checkRoute(each, Object.keys(endpoints), refuse)
}

function checkChoice(
  member: string,
  value: unknown,
  choices: readonly string[],
  refuse: Refuse,
): void {
  if (value === undefined || choices.some((each) => each === value)) return
  const wanted = choices.map((each) => `'${each}'`).join(' or ')
  refuse(`"${member}" must be ${wanted}`, [member])
}

const makers =
  'localQueue, postgresQueue, rabbitmqQueue, rabbitmqExchange, natsStream, natsSubject, redisStream'

function checkEndpoint(name: string, value: unknown, refuse: Refuse): void {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(name)) {
    return refuse(
      `an endpoint cannot be called "${name}"`,
      ['endpoints', name],
      'Write letters, digits, -, _ and .',
    )
  }
  const made = `Make it with one of ${makers} of @critter/cli`
  if (!isObject(value)) return refuse(`the endpoint "${name}" is none`, ['endpoints', name], made)
  const { transport, address, listen, processing, circuitBreaker } = optional(value)
  const isMade = isText(transport) && typeof address === 'string' && typeof listen === 'boolean'
  if (!isMade || !isObject(processing)) {
    return refuse(`the endpoint "${name}" is none`, ['endpoints', name], made)
  }
  if (transport !== 'local' && /^\w+\/(\?|$)/.test(address)) {
    const message = `the endpoint "${name}" has no name at its transport`
    return refuse(message, ['endpoints', name], "Give one: rabbitmqQueue('orders')")
  }
  checkProcessing(name, processing, refuse)
  if (circuitBreaker !== undefined)
    checkCircuitBreaker(name, { circuitBreaker, listen, transport }, refuse)
}

/** Two listeners at one place would share its messages, each with what it says of them. */
function checkListeners(endpoints: readonly (readonly [string, unknown])[], refuse: Refuse): void {
  const places = new Map<string, string>()
  for (const [name, value] of endpoints) {
    const { transport, address, listen } = optional(value as object)
    if (transport === 'local' || listen !== true) continue
    const place = `${String(transport)} ${String(address)}`
    const other = places.get(place)
    if (other !== undefined) {
      return refuse(
        `the endpoints "${other}" and "${name}" both listen to ${place}`,
        ['endpoints', name],
        'Let one of them listen, or leave one out',
      )
    }
    places.set(place, name)
  }
}

function checkRoute(value: unknown, endpoints: readonly string[], refuse: Refuse): void {
  const help = "Write, for example: { messages: 'order-*', to: 'orders' }"
  if (!isObject(value)) return refuse('a route is no object', ['routes'], help)
  const known = ['messages', 'to']
  const unknown = unknownMember(value, known)
  if (unknown !== undefined) {
    const message = `a route has an unknown member "${unknown}"`
    return refuse(message, ['routes', unknown], didYouMean(unknown, known, 'The members are'))
  }
  const { messages, to } = optional(value)
  if (!isTextOrTexts(messages)) {
    return refuse(
      '"messages" of a route must be a wire name, or a list',
      ['routes', 'messages'],
      help,
    )
  }
  for (const each of [messages].flat()) {
    if (/^[^*]*\*?$/.test(each)) continue
    const only = 'A star stands at the end: order-*'
    return refuse(`a route cannot match "${each}"`, ['routes', each], only)
  }
  if (!isTextOrTexts(to)) {
    return refuse(
      '"to" of a route must be the name of an endpoint, or a list',
      ['routes', 'to'],
      help,
    )
  }
  for (const each of [to].flat()) {
    if (endpoints.includes(each)) continue
    const message = `a route sends to "${each}", which is no endpoint`
    return refuse(message, ['routes', each], didYouMean(each, endpoints, 'The endpoints are'))
  }
}

function isTextOrTexts(value: unknown): value is string | readonly string[] {
  return isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText))
}
