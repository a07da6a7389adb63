import { uses } from '../frames/flow.js'
import type { Call, Frame, TakeService } from '../frames/frame.js'
import type { TypeUse } from '../model/type-ref.js'
import { block, mentions, type Code } from './code.js'
import { emitFrames } from './emit-frame.js'
import { argumentList } from './layout.js'
import { printType } from './print-type.js'
import { contextOf, nameOf, printArguments, printCall, type Printing } from './printing.js'
import { generatedType, runtimeType } from './runtime-symbols.js'
import { memberAccess } from './text.js'

/** The method of a message handler. What it does not use, it does not take. */
export function handleMessage(printing: Printing): Code {
  const { frames } = printing.chain
  const promise = returnedPromise(frames)
  const statements =
    promise === undefined ? emitFrames(frames, printing) : returning(promise, printing)
  const body = block(statements)
  const head = promise === undefined ? 'override async handle' : 'override handle'
  return [head, argumentList(parameters(body, printing)), ': Promise<void> ', body]
}

function returning(promise: Call, printing: Printing): readonly Code[] {
  const before = printing.chain.frames.slice(0, -1)
  const taken = before.at(-1)
  // A service that is taken for this one call needs no name.
  if (taken?.kind === 'take-service' && taken.make === undefined && isOnlyTarget(taken, promise)) {
    const service = `${contextOf(printing)}.service(this.#${taken.member})`
    const method = [memberAccess(promise.method), printArguments(promise.arguments, printing)]
    return [...emitFrames(before.slice(0, -1), printing), ['return ', service, ...method]]
  }
  return [...emitFrames(before, printing), ['return ', printCall(promise, printing)]]
}

function isOnlyTarget({ service }: TakeService, { target, arguments: given }: Call): boolean {
  if (target.kind !== 'instance' || target.variable !== service) return false
  return given.every((each) => each.kind !== 'variable' || each.variable !== service)
}

function parameters(body: Code, printing: Printing): readonly Code[] {
  const { frames } = printing.chain
  const context = contextOf(printing)
  const takesContext = mentions(body, context)
  const message = frames.find((each) => each.kind === 'receive')?.message
  const isUsed = message !== undefined && frames.flatMap(uses).includes(message)
  if (message === undefined || (!isUsed && !takesContext)) return []
  const name = `${isUsed ? '' : '_'}${nameOf(message, printing)}`
  const type = [runtimeType('MessageContext'), ' & ', generatedType('HandlerContext')]
  return [
    [`${name}: `, messageType(message.use, printing)],
    ...(takesContext ? [[`${context}: `, ...type]] : []),
  ]
}

/** Of a batch a list that is the handler's own. */
export function messageType({ type }: Pick<TypeUse, 'type'>, { model }: Printing): Code {
  return type.kind === 'list'
    ? [printType(type.element, model.types), '[]']
    : printType(type, model.types)
}

/** The last call, where it is the only thing to wait for and nothing ends the chain before it: its promise is the handler's. */
function returnedPromise(frames: readonly Frame[]): Call | undefined {
  const last = frames.at(-1)
  if (last?.kind !== 'call' || !last.isAsync || last.returnsNothing !== true) return undefined
  if (last.onlyWith !== undefined || last.because !== undefined) return undefined
  return frames.slice(0, -1).every(isPlain) ? last : undefined
}

/** It neither waits nor returns. */
function isPlain(frame: Frame): boolean {
  switch (frame.kind) {
    case 'receive':
    case 'open-session':
    case 'construct':
    case 'take-service':
    case 'unpack':
    case 'start-saga':
      return true
    case 'call':
      return !frame.isAsync && frame.read === undefined
    case 'run-effect':
    case 'cascade':
      return !frame.isAsync
    default:
      return false
  }
}
