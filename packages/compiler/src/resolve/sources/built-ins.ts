import type { Argument, BuiltIn } from '../../frames/argument.js'
import { isNamed, type TypeRef } from '../../model/type-ref.js'
import { runtimeId } from '../../vocabulary.js'
import type { VariableSource } from './source.js'

const expressions: Readonly<Record<string, BuiltIn>> = {
  [runtimeId('HttpContext')]: 'http',
  [runtimeId('Logger')]: 'logger',
  [runtimeId('Clock')]: 'clock',
  [runtimeId('DocumentStore')]: 'store',
  'lib#AbortSignal': 'signal',
}

/** What every execution has. */
export const builtIns: VariableSource = {
  name: 'built-in',
  provide({ use }, scope): Argument | undefined {
    if (isNamed(use.type, runtimeId('QuerySession'))) {
      return { kind: 'variable', variable: scope.session('read'), strict: false }
    }
    if (isNamed(use.type, runtimeId('DocumentSession'))) {
      return { kind: 'variable', variable: scope.session('write'), strict: false }
    }
    const name = builtInOf(use.type)
    return name && { kind: 'built-in', name }
  },
}

export function builtInOf(type: TypeRef): BuiltIn | undefined {
  return type.kind === 'named' ? expressions[type.id] : undefined
}
