import type { Argument, BuiltIn } from '../../frames/argument.js'
import { isNamed, type TypeRef } from '../../model/type-ref.js'
import { runtimeId } from '../../vocabulary.js'
import type { Scope } from '../scope.js'
import { isOrDescends } from '../type-kinds.js'
import type { Asker, VariableSource } from './source.js'

const expressions: Readonly<Record<string, BuiltIn>> = {
  [runtimeId('HttpContext')]: 'http',
  [runtimeId('Logger')]: 'logger',
  [runtimeId('Clock')]: 'clock',
  [runtimeId('DocumentStore')]: 'store',
  [runtimeId('MessageBus')]: 'bus',
  [runtimeId('MessageContext')]: 'message-context',
  [runtimeId('Envelope')]: 'envelope',
  'lib#AbortSignal': 'signal',
}

/** What every execution has. */
export const builtIns: VariableSource = {
  name: 'built-in',
  provide({ use, parameter, asker }, scope): Argument | 'reported' | undefined {
    if (isNamed(use.type, runtimeId('QuerySession'))) {
      return { kind: 'variable', variable: scope.session('read'), strict: false }
    }
    if (isNamed(use.type, runtimeId('DocumentSession'))) {
      if (comesAfterCommit(asker)) {
        scope.findings.report('session-without-transaction', parameter.location, {
          message: `${asker.title} runs when the session was committed, so what it writes would be lost`,
          help: 'Take the DocumentStore and open a session of its own, or take a QuerySession',
        })
        return 'reported'
      }
      return { kind: 'variable', variable: scope.session('write'), strict: false }
    }
    const envelope = typedEnvelope(use.type, scope)
    if (envelope !== undefined) return envelope
    const name = builtInOf(use.type)
    return name && { kind: 'built-in', name }
  },
}

/** `Envelope<OrderPlaced>`: TypeScript must be told that this is what is handled. */
function typedEnvelope(type: TypeRef, { body, model }: Scope): Argument | undefined {
  if (!isNamed(type, runtimeId('Envelope')) || body?.format !== 'message') return undefined
  const of = type.args[0]?.type
  const isKnown = of !== undefined && isOrDescends(body.variable.use.type, of, model)
  return isKnown ? { kind: 'envelope', message: body.variable } : undefined
}

function comesAfterCommit({ role }: Asker): boolean {
  return role === 'after-commit' || role === 'finally' || role === 'on-exception'
}

export function builtInOf(type: TypeRef): BuiltIn | undefined {
  return type.kind === 'named' ? expressions[type.id] : undefined
}
