import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { ApplicationModel, ChainModel, MessageModel } from '../model/application-model.js'
import type { TypeFacts } from '../model/type-facts.js'
import { describeType, typeKey, type NamedType, type TypeId } from '../model/type-ref.js'
import { runtimeId } from '../vocabulary.js'
import { isMessage } from './check-messages.js'
import { messagesHandled, messagesSent } from '../model/process-messages.js'
import { duplicateNames } from './duplicate-names.js'
import { sentTypes } from './sent-types.js'
import { kebabCase } from './stored-name.js'

interface Sources extends Pick<
  ApplicationModel,
  'endpoints' | 'handlers' | 'processes' | 'events' | 'types' | 'shapes'
> {
  /** Types that say of themselves that they are messages. */
  readonly marked: readonly NamedType[]
  /** What is awaited as the answer to a message. */
  readonly replies: ReadonlySet<TypeId>
}

/** What is handled, what is sent, and what is said to be a message, each type once. */
export function messagesOf(sources: Sources): {
  readonly messages: readonly MessageModel[]
  readonly diagnostics: readonly Diagnostic[]
} {
  const { endpoints, handlers, processes, events, marked, replies, types } = sources
  const recorded = new Set(events.map((each) => each.type.id))
  const chains: readonly ChainModel[] = [...endpoints, ...handlers]
  const sent = chains.map((each) => sentTypes(each, sources))
  const canBeSent = (each: NamedType) => isMessage(each, types) && isSendable(types[each.id])
  const certain = [
    ...handlers.map((each) => each.message),
    ...processes.flatMap(messagesHandled).filter((each) => isMessage(each, types)),
    ...processes.flatMap((each) => messagesSent(each, sources)).filter(canBeSent),
    ...sent.flatMap((each) => each.delivered).filter(canBeSent),
    // An event says its name there, too, and is no message for that.
    ...marked.filter((each) => isMessage(each, types) && !recorded.has(each.id)),
  ]
  const returned = sent.flatMap((each) => each.returned).filter(canBeSent)
  const known = new Set(certain.map(typeKey))
  const byType = new Map([...returned, ...certain].map((each) => [typeKey(each), each]))
  const named = [...byType.values()].flatMap((each) =>
    read(each, types).map((message): MessageModel => ({
      ...message,
      ...(known.has(typeKey(each)) ? {} : { unlessClaimed: true }),
      ...(replies.has(each.id) ? { isReply: true } : {}),
    })),
  )
  const all = withLiterals(named, types).sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
  return {
    // Of two with one name neither is sent or handled.
    messages: all.filter((each) => all.every((one) => one === each || one.name !== each.name)),
    diagnostics: duplicateNames(all, 'duplicate-message-name', 'message'),
  }
}

function placeOf({ name, type }: MessageModel): string {
  return `${name} ${typeKey(type)}`
}

/** A saga that is returned begins, and an effect runs: neither is sent. */
function isSendable(facts: TypeFacts | undefined): boolean {
  const kinds = [runtimeId('Saga'), runtimeId('SideEffect')]
  return facts !== undefined && !facts.bases.some((each) => kinds.includes(each.id as never))
}

function read(type: NamedType, types: ApplicationModel['types']): readonly MessageModel[] {
  const facts = types[type.id]
  if (facts === undefined || facts.wireName === 'in-error') return []
  // Of `Changed<Todo>` it is `changed-todo`: one of a generic type is another message.
  const derived = kebabCase(describeType(type))
  const ofArguments = kebabCase(describeType({ ...type, name: '' }))
  const { name = derived, version = 1 } = facts.wireName ?? {}
  const full =
    facts.wireName === undefined || type.args.length === 0 ? name : `${name}-${ofArguments}`
  return [{ type, name: full, version, location: facts.location }]
}

/** The literal that no other message has. */
function withLiterals(
  messages: readonly MessageModel[],
  types: ApplicationModel['types'],
): MessageModel[] {
  const literals = messages.map(({ type }) => literalsOf(types[type.id]))
  const uses = new Map<string, number>()
  for (const { member, value } of literals.flat()) {
    const key = `${member} ${value}`
    uses.set(key, (uses.get(key) ?? 0) + 1)
  }
  return messages.map((message, index) => {
    const own = literals[index]!.find(({ member, value }) => uses.get(`${member} ${value}`) === 1)
    return own === undefined ? message : { ...message, literal: own }
  })
}

function literalsOf(facts: TypeFacts | undefined): readonly NonNullable<MessageModel['literal']>[] {
  return (['type', 'kind'] as const).flatMap((member) => {
    const use = facts?.members[member]
    if (use?.type.kind !== 'literal' || use.null || use.undefined) return []
    const { value } = use.type
    return typeof value === 'string' ? [{ member, value }] : []
  })
}
