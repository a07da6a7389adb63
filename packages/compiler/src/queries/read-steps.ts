import type { Expression, Lambda } from '../model/expression.js'
import type { QueryModel, QueryStep, StepArgument } from '../model/query-model.js'
import type { TypeUse } from '../model/type-ref.js'
import type { Translation } from './translator.js'

/** The calls of a query, sorted by what they are in a statement. */
export interface Steps {
  readonly filters: readonly Lambda[]
  readonly order: readonly SortKey[]
  readonly skip: Expression | undefined
  readonly take: Expression | undefined
  readonly shape: { readonly lambda: Lambda; readonly result: TypeUse } | undefined
  readonly end: End
}
export interface SortKey {
  readonly lambda: Lambda
  readonly direction: 'asc' | 'desc'
}
export type End =
  | { readonly kind: 'list' | 'first' | 'single' | 'count' | 'any' }
  | {
      readonly kind: 'sum' | 'min' | 'max'
      readonly lambda: Lambda
      readonly result: TypeUse
    }

type Draft = { -readonly [K in keyof Steps]: Steps[K] }

/** In the order in which a statement takes them: what would change the meaning of an earlier call is refused. */
export function readSteps({ steps }: QueryModel, t: Translation): Steps {
  const draft: Draft = {
    filters: [],
    order: [],
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
  switch (method) {
    case 'where': {
      const lambda = requireLambda(step, first, t)
      if (lambda !== undefined && comesBefore(step, draft, 'filter', t)) {
        draft.filters = [...draft.filters, lambda]
      }
      return
    }
    case 'orderBy':
    case 'thenBy': {
      const lambda = requireLambda(step, first, t)
      const direction = directionOf(second, t)
      if (lambda !== undefined && direction !== undefined && comesBefore(step, draft, 'order', t)) {
        draft.order = [...draft.order, { lambda, direction }]
      }
      return
    }
    case 'skip':
    case 'take': {
      const count = requireValue(step, first, t)
      if (count === undefined || !comesBefore(step, draft, method, t)) return
      draft[method] = count
      return
    }
    case 'select': {
      const lambda = requireLambda(step, first, t)
      if (lambda === undefined || !comesBefore(step, draft, 'shape', t)) return
      draft.shape = { lambda, result: step.result }
      return
    }
    case 'first':
    case 'single':
      if (comesBefore(step, draft, method, t)) draft.end = { kind: method }
      return
    case 'count':
    case 'any':
      if (!comesBefore(step, draft, 'aggregate', t)) return
      if (method === 'any' && first !== undefined) {
        const lambda = requireLambda(step, first, t)
        if (lambda !== undefined) draft.filters = [...draft.filters, lambda]
      }
      draft.end = { kind: method }
      return
    case 'sum':
    case 'min':
    case 'max': {
      const lambda = requireLambda(step, first, t)
      if (lambda === undefined || !comesBefore(step, draft, 'aggregate', t)) return
      draft.end = { kind: method, lambda, result: step.result }
      return
    }
    default:
      t.refuse(
        step,
        `${method} is no step of a query`,
        'Use where, orderBy, thenBy, skip, take and select, and end with first, single, count, any, sum, min or max',
      )
  }
}

type Place = 'filter' | 'order' | 'skip' | 'take' | 'shape' | 'first' | 'single' | 'aggregate'

/** In memory the calls act one after the other; a statement filters, sorts, skips, takes and shapes, in this order. */
function comesBefore(step: QueryStep, draft: Draft, place: Place, t: Translation): boolean {
  const { skip, take, shape } = draft
  const refuse = (message: string, help: string): boolean => {
    t.refuse(step, message, help)
    return false
  }
  const isCut = skip !== undefined || take !== undefined
  const cut = take === undefined ? 'skip' : 'take'
  if (
    shape !== undefined &&
    (place === 'filter' || place === 'order' || place === 'shape' || place === 'aggregate')
  ) {
    return refuse(`${step.method} comes after select`, `Move ${step.method} before select`)
  }
  if (isCut && (place === 'filter' || place === 'order')) {
    return refuse(
      `${step.method} comes after ${cut}, and would change what was taken`,
      `Move ${step.method} before ${cut}`,
    )
  }
  if (isCut && (place === 'aggregate' || place === 'single')) {
    return refuse(
      `${step.method} asks all documents that fit, not those that ${cut} leaves`,
      `Remove ${cut}`,
    )
  }
  if (place === 'skip' && isCut) {
    return take === undefined
      ? refuse('skip comes twice', 'Add the two numbers')
      : refuse('skip comes after take', 'Move skip before take')
  }
  if (place === 'take' && take !== undefined)
    return refuse('take comes twice', 'Take the smaller number')
  if (place === 'first' && take !== undefined)
    return refuse('first comes after take', 'Remove take: first takes one')
  return true
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
    t.refuse(argument ?? step, `${step.method} takes a number`, `Write ${step.method}(this.count)`)
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
