import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { Chain } from '../frames/chain.js'
import type { ApplicationModel, MessageModel } from '../model/application-model.js'
import { matchesMessage } from '../model/match-message.js'
import { messagesHandled } from '../model/process-messages.js'
import { typeKey } from '../model/type-ref.js'
import { titleOf } from './method-roles.js'
import { sentBy, type Sent, type SentMessage } from './sent-by.js'

/** What chains send can be told apart when it arrives at the bus, and somebody receives it. */
export function checkSent(
  chains: readonly Chain[],
  model: ApplicationModel,
): readonly Diagnostic[] {
  const byType = new Map(model.messages.map((each) => [typeKey(each.type), each]))
  const handled = new Set(
    [
      ...model.handlers.map((each) => each.message),
      ...model.processes.flatMap(messagesHandled),
    ].map(typeKey),
  )
  const found = chains.flatMap((chain) =>
    sentBy(chain, model).flatMap((sent) => [
      ...ambiguous(sent, byType, model),
      ...sent.messages.flatMap((each) => {
        const message = byType.get(typeKey(each.type))
        if (message === undefined) return unknown(each, sent, model)
        const isReceived =
          handled.has(typeKey(each.type)) || message.isReply === true || isRouted(message, model)
        return isReceived || each.isAddressed || isAnswer(chain) ? [] : [unhandled(message, sent)]
      }),
    ]),
  )
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()]
}

/** An object of an interface says what it is by a literal alone, where it is one of several. */
function ambiguous(
  { frame, messages, by }: Sent,
  byType: ReadonlyMap<string, MessageModel>,
  { types }: ApplicationModel,
): readonly Diagnostic[] {
  if (frame.name !== undefined) return []
  return messages.flatMap(({ type }) => {
    const isKnown = types[type.id]?.declaration === 'class' || byType.get(typeKey(type))?.literal
    return isKnown
      ? []
      : [
          diagnostic('ambiguous-message', by.method.returns.location, {
            message: `Nothing in an object of ${type.name}, which ${titleOf({ ...by, owner: by.class })} sends, says that it is one`,
          }),
        ]
  })
}

function unknown({ type }: SentMessage, { by }: Sent, { types }: ApplicationModel) {
  // With another name, or one of two, it has been reported where it is declared.
  if (types[type.id]?.import !== undefined) return []
  return [
    diagnostic('not-a-message', by.method.returns.location, {
      message: `${titleOf({ ...by, owner: by.class })} sends ${type.name}, which is not exported`,
      help: 'Export it by name: generated code says how it crosses',
    }),
  ]
}

function unhandled({ name, type }: MessageModel, { by }: Sent): Diagnostic {
  return diagnostic('unhandled-message', by.method.returns.location, {
    message: `Nobody handles the ${type.name} that ${titleOf({ ...by, owner: by.class })} sends, and no route takes "${name}" anywhere`,
  })
}

/** What an endpoint answers is a reply where its method handles messages as well; what it sends beside is said of the endpoint. */
function isAnswer({ model }: Chain): boolean {
  return model.kind === 'handler' && model.method.marks.routes.length > 0
}

function isRouted({ name }: MessageModel, { messaging }: ApplicationModel): boolean {
  const routes = messaging?.routes ?? []
  return routes.some(({ messages }) => messages.some((each) => matchesMessage(each, name)))
}
