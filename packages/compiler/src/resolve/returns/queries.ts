import type { ApplicationModel } from '../../model/application-model.js'
import type { QueryModel } from '../../model/query-model.js'
import { noHandle, type TypeRef, type TypeUse } from '../../model/type-ref.js'

/** The query class that a method returns, so that its result becomes the value. */
export function queryOf(type: TypeRef, { queries }: ApplicationModel): QueryModel | undefined {
  if (type.kind !== 'named') return undefined
  return queries.find((each) => each.type.id === type.id)
}

/** What asking it resolves with. */
export function resultOf({ answer, isList }: QueryModel): TypeUse {
  if (!isList) return answer
  const { type, null: isNull, undefined: isUndefined, text } = answer
  return {
    type: { kind: 'list', element: type, null: isNull, undefined: isUndefined },
    null: false,
    undefined: false,
    text: () => `readonly ${bracketed(text())}[]`,
    handle: noHandle,
  }
}

function bracketed(text: string): string {
  return /[|&]/.test(text) ? `(${text})` : text
}
