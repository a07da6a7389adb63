import type { Expression, Lambda } from '../model/expression.js'
import type { QueryModel, QueryStep, StepArgument } from '../model/query-model.js'
import type { NamedType, TypeUse } from '../model/type-ref.js'
import { mayFollow } from './order-of-steps.js'
import type { Translation } from './translator.js'

/** The calls of a query, sorted by what they are in a statement. */
export interface Steps {
  readonly filters: readonly Asking[]
  readonly order: readonly SortKey[]
  readonly includes: readonly Include[]
  readonly skip: Expression | undefined
  readonly take: Expression | undefined
  readonly shape: Shape | undefined
  readonly end: End
}
/** An arrow function, and how many related documents its parameter has; none: it is the document itself. */
export interface Asking {
  readonly lambda: Lambda
  readonly included: number
}
export interface SortKey extends Asking {
  readonly direction: 'asc' | 'desc'
}
export interface Include extends Asking {
  readonly name: string
  readonly type: NamedType
  readonly location: QueryStep['location']
}
export interface Shape extends Asking {
  readonly result: TypeUse
}
export type End =
  | { readonly kind: 'list' | 'first' | 'single' | 'count' | 'any' }
  | ({ readonly kind: 'sum' | 'min' | 'max' } & Asking)
  | { readonly kind: 'page'; readonly number: Expression; readonly size: Expression }
  | { readonly kind: 'cursor-page'; readonly cursor: Expression; readonly size: Expression }

/** What has been read so far. */
export type Draft = { -readonly [K in keyof Steps]: Steps[K] }

/** In the order in which a statement takes them: what would change the meaning of an earlier call is refused. */
export function readSteps({ steps }: QueryModel, t: Translation): Steps {
  const draft: Draft = {
    filters: [],
    order: [],
    includes: [],
    skip: undefined,
    take: undefined,
    shape: undefined,
    end: { kind: 'list' },
  }
  for (const step of steps) readStep(step, draft, t)
  return draft
}

function readStep(step: QueryStep, draft: Draft, t: Translation): void {
  const [first, second] = step.arguments
  const { method } = step
  const asking = (argument: StepArgument | undefined): Asking | undefined => {
    const lambda = requireLambda(step, argument, t)
    return lambda && { lambda, included: draft.includes.length }
  }
  if (!mayFollow(step, draft, t)) return
  switch (method) {
    case 'where': {
      const filter = asking(first)
      if (filter !== undefined) draft.filters = [...draft.filters, filter]
      return
    }
    case 'orderBy':
    case 'thenBy': {
      const key = asking(first)
      const direction = directionOf(second, t)
      if (key !== undefined && direction !== undefined) {
        draft.order = [...draft.order, { ...key, direction }]
      }
      return
    }
    case 'include': {
      const include = readInclude(step, asking(step.arguments[2]), draft, t)
      if (include !== undefined) draft.includes = [...draft.includes, include]
      return
    }
    case 'skip':
    case 'take':
      draft[method] = requireValue(step, first, t)
      return
    case 'select': {
      const shape = asking(first)
      if (shape !== undefined) draft.shape = { ...shape, result: step.result }
      return
    }
    case 'first':
    case 'single':
    case 'count':
      draft.end = { kind: method }
      return
    case 'any': {
      const filter = first === undefined ? undefined : asking(first)
      if (filter !== undefined) draft.filters = [...draft.filters, filter]
      draft.end = { kind: method }
      return
    }
    case 'sum':
    case 'min':
    case 'max': {
      const value = asking(first)
      if (value !== undefined) draft.end = { kind: method, ...value }
      return
    }
    case 'page': {
      const [number, size] = [requireValue(step, first, t), requireValue(step, second, t)]
      if (number !== undefined && size !== undefined) draft.end = { kind: 'page', number, size }
      return
    }
    case 'cursorPage': {
      const [cursor, size] = [requireValue(step, first, t), requireValue(step, second, t)]
      if (cursor !== undefined && size !== undefined) {
        draft.end = { kind: 'cursor-page', cursor, size }
      }
      return
    }
    default:
      t.refuse(
        step,
        `${method} is no step of a query`,
        'Use where, orderBy, thenBy, include, skip, take and select, and end with first, single, count, any, sum, min, max, ' +
          'page or cursorPage',
      )
  }
}

/** `.include('board', Board, (shift) => shift.boardId)` */
function readInclude(
  step: QueryStep,
  id: Asking | undefined,
  { includes }: Draft,
  t: Translation,
): Include | undefined {
  const [name, type] = step.arguments
  if (id === undefined) return undefined
  if (name?.kind !== 'literal' || typeof name.value !== 'string') {
    t.refuse(
      name ?? step,
      'The name of what is included is a member of the row',
      "Write it in place: include('board', …)",
    )
    return undefined
  }
  if (type?.kind !== 'class') {
    t.refuse(
      type ?? step,
      'include takes the class of the related documents',
      `Write include('${name.value}', Board, …)`,
    )
    return undefined
  }
  const known = includes.some((each) => each.name === name.value)
  if (known || name.value === 'document' || name.value === '__proto__') {
    t.refuse(name, `A row has a member ${name.value} already`, 'Choose another name')
    return undefined
  }
  return { ...id, name: name.value, type: type.type, location: step.location }
}

function requireLambda(
  step: QueryStep,
  argument: StepArgument | undefined,
  t: Translation,
): Lambda | undefined {
  if (argument?.kind === 'lambda') return argument
  if (argument?.kind === 'unsupported') {
    t.refuse(argument, argument.message, argument.help)
    return undefined
  }
  t.refuse(
    argument ?? step,
    `${step.method} takes an arrow function in place`,
    `Write ${step.method}((document) => …)`,
  )
  return undefined
}

function requireValue(
  step: QueryStep,
  argument: StepArgument | undefined,
  t: Translation,
): Expression | undefined {
  if (argument === undefined || argument.kind === 'lambda' || argument.kind === 'class') {
    t.refuse(argument ?? step, `${step.method} takes a value`, `Write ${step.method}(this.…)`)
    return undefined
  }
  if (argument.kind === 'unsupported') {
    t.refuse(argument, argument.message, argument.help)
    return undefined
  }
  return argument
}

function directionOf(
  argument: StepArgument | undefined,
  t: Translation,
): 'asc' | 'desc' | undefined {
  if (argument === undefined) return 'asc'
  if (argument.kind === 'literal' && (argument.value === 'asc' || argument.value === 'desc')) {
    return argument.value
  }
  t.refuse(
    argument,
    'The direction of an order is part of the statement, and not known when the code is compiled',
    "Write 'asc' or 'desc'; for both, write two queries",
  )
  return undefined
}
