import type { ClassModel } from '../model/method-model.js'
import type { NamedRequest } from '../model/named-exports.js'
import { runtimePackage } from '../vocabulary.js'
import { classOf, NamedDeclarations } from './named-declarations.js'
import type { ProgramView } from './program-view.js'
import { readClass } from './read-class.js'
import { Unit } from './unit.js'
import type { TypeHandles } from './type-handles.js'

/** What a policy named, as it was read. */
export interface ReadNamed {
  readonly unit: Unit
  /** Absolute: when one of them changes, this is read again. */
  readonly files: readonly string[]
  readonly class: ClassModel | undefined
}

export function readNamed(
  request: NamedRequest,
  view: ProgramView,
  handles: TypeHandles,
): ReadNamed | undefined {
  const names = new NamedDeclarations(view)
  const found = names.symbolOf(request)
  if (found.kind !== 'symbol') return undefined
  const { symbol } = found
  const declaration = symbol.declarations?.[0]
  if (declaration === undefined) return undefined
  const unit = new Unit(view, handles)
  const files = names.filesOf(request)
  const owner = classOf(symbol)
  if (request.as === 'class') {
    if (owner === undefined || request.file === runtimePackage) return undefined
    return { unit, files, class: readClass(owner, view, unit) }
  }
  const { ids, checker } = view
  unit.mention({
    ref: { kind: 'named', id: ids.idOf(symbol), name: ids.nameOf(symbol), args: [] },
    symbol,
    type: checker.getDeclaredTypeOfSymbol(symbol),
    node: declaration,
    import: undefined,
    isValue: true,
  })
  return { unit, files, class: undefined }
}
