import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js'
import type { DocumentModel } from '../model/application-model.js'
import type { Expression } from '../model/expression.js'
import type { QueryModel } from '../model/query-model.js'
import { containment } from './containment.js'
import { printIndex } from './indexes.js'
import type { Filter } from './optional-filters.js'
import { isKnown } from './parameters.js'
import { pathOf } from './roots.js'

type Where = Extract<Filter['asked'], { kind: 'where' }>

/** How a condition could be served by an index. */
interface Indexable {
  readonly how: 'equality' | 'range' | 'containment'
  /** `address.city` */
  readonly member: string
}

/** Said once for a query: nothing it asks is indexed, so every document of the tenant is read. */
export function adviseIndex(
  query: QueryModel,
  filters: readonly Filter[],
  document: DocumentModel,
): readonly Diagnostic[] {
  const conditions = filters.flatMap((each) =>
    each.asked.kind === 'where' ? (indexableOf(each.asked) ?? []) : [],
  )
  if (conditions.length === 0) return []
  if (conditions.some((each) => each.member === 'id' || isServed(each, document))) return []
  const advised = advice(conditions)
  const members = [...new Set(conditions.map((each) => each.member))].join(' or ')
  const { name } = document.type
  return [
    diagnostic('query-without-index', query.location, {
      message: `${query.type.name} reads every ${name}: no index begins with ${members}`,
      help: `Declare one: @Doc({ indexes: [${advised}] }) on ${name}; leave it where there are few`,
    }),
  ]
}

/** Members compared for equality first, then one of those compared by order. */
function advice(conditions: readonly Indexable[]): string {
  const membersOf = (how: Indexable['how']) => [
    ...new Set(conditions.filter((each) => each.how === how).map((each) => each.member)),
  ]
  const ordered = [...membersOf('equality'), ...membersOf('range').slice(0, 1)]
  return ordered.length > 0
    ? printIndex(ordered, false)
    : printIndex(membersOf('containment').slice(0, 1), true)
}

function isServed({ how, member }: Indexable, { indexes = [] }: DocumentModel): boolean {
  return indexes.some(({ members, gin }) => {
    const first = members[0]?.path.join('.')
    return gin === (how === 'containment') && first === member
  })
}

/** Behind `include`, the members of the document itself are those of `row.document`. */
function indexableOf({ condition, included }: Where): Indexable | undefined {
  const found = indexable(condition)
  if (found === undefined || included === 0) return found
  const [row, ...names] = found.member.split('.')
  return row === 'document' && names.length > 0
    ? { how: found.how, member: names.join('.') }
    : undefined
}

function indexable(condition: Expression): Indexable | undefined {
  if (condition.kind === 'call') return indexableCall(condition)
  if (condition.kind !== 'binary') return undefined
  const { operator, left, right } = condition
  const how = operator === '===' ? 'equality' : /^[<>]=?$/.test(operator) ? 'range' : undefined
  if (how === undefined) return undefined
  const asked = isKnown(right) ? left : isKnown(left) ? right : undefined
  const member = asked && memberOf(timeOf(asked))
  return member === undefined ? undefined : { how, member }
}

function indexableCall(call: Extract<Expression, { kind: 'call' }>): Indexable | undefined {
  const [argument] = call.arguments
  if (argument === undefined) return undefined
  if (argument.kind === 'lambda') {
    const member = memberOf(call.of)
    const isContained = call.method === 'some' && containment(argument) !== undefined
    return isContained && member !== undefined ? { how: 'containment', member } : undefined
  }
  if (call.method === 'startsWith' && isKnown(argument)) {
    const member = memberOf(call.of)
    return member === undefined ? undefined : { how: 'range', member }
  }
  if (call.method !== 'includes' || call.of.type.kind !== 'list') return undefined
  if (isKnown(call.of)) {
    const member = memberOf(argument)
    return member === undefined ? undefined : { how: 'equality', member }
  }
  const member = isKnown(argument) ? memberOf(call.of) : undefined
  return member === undefined ? undefined : { how: 'containment', member }
}

/** `document.at.getTime()` asks the member `at`. */
function timeOf(expression: Expression): Expression {
  const isTime = expression.kind === 'call' && expression.method === 'getTime'
  return isTime ? expression.of : expression
}

function memberOf(expression: Expression): string | undefined {
  const path = pathOf(expression)
  return path?.variable.kind === 'variable' && path.names.length > 0
    ? path.names.join('.')
    : undefined
}
