import type { Expression } from '../model/expression.js'
import { conjuncts } from './containment.js'
import { withoutCursor } from './cursors.js'
import { joinedBy, type Known } from './known.js'
import { isKnown } from './parameters.js'
import { printKnown } from './print-known.js'
import type { Asking, Steps } from './read-steps.js'

/** One condition of `where`, of which all must hold. */
export interface Filter {
  readonly asked: Condition
  /** TypeScript over `query`: where this holds, the condition asks nothing, as in `this.name === undefined || …`. */
  readonly unless: Known | undefined
}
export type Condition =
  | (Asking & { readonly kind: 'where'; readonly condition: Expression })
  /** What lies behind the cursor of a page. */
  | { readonly kind: 'cursor'; readonly cursor: Expression }

/** More of them than this are too many statements: 2, 4 or 8. */
const mostVariants = 3

/** The conditions of a query, with those told apart that a query may leave out. */
export function filtersOf({ filters, end }: Steps): readonly Filter[] {
  const written = filters.flatMap((asking) =>
    conjuncts(asking.lambda.body).map((condition): Filter => {
      const { known, asked } = alternatives(condition)
      const where = { kind: 'where', ...asking } as const
      if (known === undefined || asked === undefined) {
        return { asked: { ...where, condition }, unless: undefined }
      }
      return { asked: { ...where, condition: asked }, unless: printKnown(known) }
    }),
  )
  if (end.kind !== 'cursor-page') return written
  const { cursor } = end
  return [...written, { asked: { kind: 'cursor', cursor }, unless: withoutCursor(cursor) }]
}

function alternatives(condition: Expression): {
  readonly known: Expression | undefined
  readonly asked: Expression | undefined
} {
  if (condition.kind !== 'binary' || condition.operator !== '||') {
    return { known: undefined, asked: undefined }
  }
  const parts = disjuncts(condition)
  return {
    known: joined(parts.filter(isKnown)),
    asked: joined(parts.filter((each) => !isKnown(each))),
  }
}

function disjuncts(condition: Expression): readonly Expression[] {
  return condition.kind === 'binary' && condition.operator === '||'
    ? [...disjuncts(condition.left), ...disjuncts(condition.right)]
    : [condition]
}

function joined(parts: readonly Expression[]): Expression | undefined {
  const [first, ...others] = parts
  return (
    first &&
    others.reduce<Expression>(
      (left, right) => ({
        kind: 'binary',
        operator: '||',
        left,
        right,
        type: right.type,
        location: right.location,
      }),
      first,
    )
  )
}

/** Which conditions a statement leaves out, and when that is the statement to run. */
export interface Variant {
  /** By their texts. */
  readonly omitted: ReadonlySet<string>
  /** `undefined`: when no other fits. */
  readonly when: string | undefined
}

/**
 * A statement for each combination, those that leave out most first, so that the first that fits is the one. `undefined`:
 * too many, so one statement asks at run time.
 */
export function variantsOf(filters: readonly Filter[]): readonly Variant[] | undefined {
  const tests = new Map(filters.flatMap(({ unless }) => (unless ? [[unless.text, unless]] : [])))
  if (tests.size > mostVariants) return undefined
  const combinations: string[][] = [[]]
  for (const test of tests.keys()) {
    combinations.push(...combinations.map((each) => [...each, test]))
  }
  const order = [...tests.keys()]
  const inOrder = (combination: readonly string[]) =>
    combination.map((each) => order.indexOf(each)).join()
  return combinations
    .sort((a, b) => b.length - a.length || (inOrder(a) < inOrder(b) ? -1 : 1))
    .map((combination) => ({
      omitted: new Set(combination),
      when: joinedBy(
        '&&',
        combination.flatMap((each) => tests.get(each) ?? []),
      )?.text,
    }))
}
