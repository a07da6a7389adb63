import type { IndexMessage, IndexMessaging } from '../file-facts.js'
import type { ApplicationModel } from '../model/application-model.js'
import type { MessagingModel } from '../model/messaging-model.js'
import { hardline, indent, type Code } from './code.js'
import { listing } from './listing.js'
import { printType } from './print-type.js'
import { runtimeType } from './runtime-symbols.js'
import { isPlainName, quote } from './text.js'

/** What the index must know of messages and of what the config says about them. */
export function indexMessaging({ messages, messaging, types }: ApplicationModel): IndexMessaging {
  return {
    messages: messages.flatMap(({ name, type }) => {
      const { import: ref } = types[type.id] ?? {}
      return ref === undefined ? [] : [{ name, import: ref, type: printType(type, types) }]
    }),
    endpoints: Object.keys(messaging?.endpoints ?? {}),
    transports: messaging === undefined ? [] : transportsOf(messaging),
  }
}

export const noMessaging: IndexMessaging = { messages: [], endpoints: [], transports: [] }

/** Those that the application is given: what is local or in its own Postgres needs none. */
function transportsOf({ endpoints }: MessagingModel): IndexMessaging['transports'] {
  const byName = new Map<string, string[]>()
  for (const [endpoint, { transport }] of Object.entries(endpoints)) {
    if (transport === 'local' || transport === 'postgres') continue
    byName.set(transport, [...(byName.get(transport) ?? []), endpoint])
  }
  return [...byName]
    .map(([name, users]) => ({ name, users }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** And those that kept handlers take, under names that nothing else has. */
export function withKeptMessages(
  messages: readonly IndexMessage[],
  kept: readonly IndexMessage[],
): readonly IndexMessage[] {
  const names = new Set(messages.map((each) => each.name))
  return [...messages, ...kept.filter((each) => !names.has(each.name))].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )
}

/** Names that TypeScript then knows: of messages for `bus.send`, of endpoints for `toEndpoint`. */
export function augmentation({ messages, endpoints }: IndexMessaging): readonly Code[] {
  const members = [
    ...(messages.length === 0
      ? []
      : [
          interfaceOf(
            'Messages',
            messages.map(({ name, type }) => [key(name), ': ', type as Code]),
          ),
        ]),
    ...(endpoints.length === 0
      ? []
      : [
          interfaceOf(
            'EndpointNames',
            endpoints.map((name) => [key(name), ': true']),
          ),
        ]),
  ]
  if (members.length === 0) return []
  const body = members.map((each) => [hardline, each])
  return [["declare module '@critter/runtime' {", indent(body), hardline, '}']]
}

/** What the endpoints of the config need at run time. */
export function transportsInterface({ transports }: IndexMessaging): readonly Code[] {
  if (transports.length === 0) return []
  const members = transports.flatMap(({ name, users }) => [
    hardline,
    `/** For ${listing(users.map((each) => `\`${each}\``))}. */`,
    hardline,
    [`readonly ${key(name)}: `, runtimeType('Transport')],
  ])
  return [
    [
      '/** Brokers of the messaging endpoints in `critter.config.ts`. */',
      hardline,
      'export interface Transports {',
      indent(members),
      hardline,
      '}',
    ],
  ]
}

function interfaceOf(name: string, members: readonly Code[]): Code {
  return [`interface ${name} {`, indent(members.map((each) => [hardline, each])), hardline, '}']
}

function key(name: string): string {
  return isPlainName(name) ? name : quote(name)
}
