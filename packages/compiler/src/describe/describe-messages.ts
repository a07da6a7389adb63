import type { DestinationDescription, MessageDescription } from '../compile-result.js'
import type { Chain } from '../frames/chain.js'
import type { ApplicationModel, MessageModel } from '../model/application-model.js'
import { matchesMessage } from '../model/match-message.js'
import type { MessagingModel } from '../model/messaging-model.js'
import { describeType, typeKey, type NamedType } from '../model/type-ref.js'

/** Who handles each message, who sends it, and where it goes, as the runtime routes it. */
export function describeMessages(
  chains: readonly Chain[],
  sentBy: (chain: Chain) => readonly NamedType[],
  { messages, messaging = nothing }: Pick<ApplicationModel, 'messages' | 'messaging'>,
  processes: ProcessPlaces = noProcesses,
): readonly MessageDescription[] {
  const sent = chains.map((chain) => ({ chain, keys: new Set(sentBy(chain).map(typeKey)) }))
  return messages.map((message) => {
    const { type, name, version, location } = message
    const key = typeKey(type)
    const ofChains = chains.filter(
      ({ model }) => model.kind === 'handler' && typeKey(model.message) === key,
    )
    const handlers = [...ofChains.map(placeOf), ...(processes.handlers.get(name) ?? [])]
    return {
      name,
      version,
      type: describeType(type),
      location,
      handlers,
      senders: [
        ...sent.filter(({ keys }) => keys.has(key)).map(({ chain }) => placeOf(chain)),
        ...(processes.senders.get(name) ?? []),
      ],
      destinations: destinationsOf(
        message,
        handlers.map((each) => each.name),
        messaging,
      ),
    }
  })
}

/** Of processes, by wire name. */
export interface ProcessPlaces {
  readonly handlers: ReadonlyMap<string, MessageDescription['handlers']>
  readonly senders: ReadonlyMap<string, MessageDescription['senders']>
}

const noProcesses: ProcessPlaces = { handlers: new Map(), senders: new Map() }

const nothing: MessagingModel = {
  endpoints: {},
  routes: [],
  durableInbox: 'as-declared',
  durableOutbox: 'as-declared',
}

function destinationsOf(
  { name }: MessageModel,
  handlers: readonly string[],
  messaging: MessagingModel,
): readonly DestinationDescription[] {
  const route = messaging.routes.find(({ messages }) =>
    messages.some((each) => matchesMessage(each, name)),
  )
  if (route !== undefined) return route.to.flatMap((each) => endpoint(each, messaging) ?? [])
  const queues = handlers.length > 1 ? handlers.map((each) => `${name}/${each}`) : [name]
  return handlers.length === 0 ? [] : queues.map((each) => localQueue(each, messaging))
}

function endpoint(
  name: string,
  { endpoints, durableInbox, durableOutbox }: MessagingModel,
): DestinationDescription | undefined {
  const found = endpoints[name]
  if (found === undefined) return undefined
  const { transport, address, processing } = found
  // What is sent to a queue of this application waits as its listener says.
  const isDurable =
    transport === 'postgres' ||
    (transport === 'local' ? durableInbox === 'all-listeners' : durableOutbox === 'all-senders')
  return {
    endpoint: name,
    transport,
    address,
    mode: isDurable ? 'durable' : processing.mode,
    comesBack: transport === 'local' || comesBack(found, Object.values(endpoints)),
  }
}

/** Listened to under the same address, or by a queue that asks the exchange for it. */
function comesBack(sent: Endpoint, endpoints: readonly Endpoint[]): boolean {
  return endpoints.some(({ transport, address, listen }) => {
    if (!listen || transport !== sent.transport) return false
    const [place, query] = address.split('?')
    const from = new URLSearchParams(query).getAll('from').map((each) => `exchange/${each}`)
    return [place, ...from].includes(sent.address.split('?')[0])
  })
}

type Endpoint = MessagingModel['endpoints'][string]

/** Of a message that no route names; the config may say how it works by its name. */
function localQueue(name: string, messaging: MessagingModel): DestinationDescription {
  const declared = messaging.endpoints[name]
  if (declared?.transport === 'local') return endpoint(name, messaging)!
  const mode = messaging.durableInbox === 'all-listeners' ? 'durable' : 'buffered'
  return { endpoint: name, transport: 'local', address: name, mode, comesBack: true }
}

function placeOf(chain: Chain): MessageDescription['handlers'][number] {
  const { model, name } = chain
  const { location } = model.method
  return { name: model.kind === 'endpoint' ? name : handlerName(chain), location }
}

function handlerName({ model }: Chain): string {
  return `${model.class.type.name}.${model.method.name}`
}
