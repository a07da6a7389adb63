import type { Argument } from '../../frames/argument.js'
import { streamedBy } from '../../model/aggregate-parameters.js'
import { describeType, typeKey } from '../../model/type-ref.js'
import { aggregateOf, markedBy, type MarkedAggregate } from '../chain-aggregates.js'
import type { Scope } from '../scope.js'
import { findStreamId, stateUse, streamOf, type ChainStream } from '../streams.js'
import { factsOf } from '../type-kinds.js'
import { lowerFirst } from '../variable-names.js'
import { argumentFor } from './produced.js'
import { sameArgument } from './same-argument.js'
import type { Question, VariableSource } from './source.js'

/** The state of the stream that a chain decides for, by the type of the parameter; or the stream itself, `EventStream<Order>`. */
export const aggregateStates: VariableSource = {
  name: 'an aggregate',
  provide(question, scope) {
    const { parameter, use, asker } = question
    if (asker.kind === 'constructor' || parameter.marker !== undefined) return undefined
    const streamed = streamedBy(use.type)
    const type = streamed ?? use.type
    const { decided, marked } = scope.aggregates
    const own = marked.find((each) => each.parameter === parameter)
    if (own !== undefined) return provideMarked(own, question, scope)
    const same = marked.filter((each) => typeKey(each.aggregate.type) === typeKey(type))
    const [only] = same
    if (only !== undefined) {
      const named = same.filter((each) => each.parameter.name === parameter.name)
      const meant = same.length === 1 ? only : named.length === 1 ? named[0] : undefined
      return meant === undefined
        ? reportAmbiguous(same, question, scope)
        : provideMarked({ ...meant, parameter }, question, scope)
    }
    const aggregate = streamed === undefined ? decided : aggregateOf(type, scope.model)
    if (aggregate === undefined || typeKey(aggregate.type) !== typeKey(type)) return undefined
    return provideStream(streamOf(aggregate, undefined, question, scope), question, scope)
  },
}

/** `WriteAggregate<Order, 'orderKey'>`, `ReadAggregate<Order>`. */
export function provideMarkedAggregate(question: Question, scope: Scope): Argument | 'reported' {
  const marked = markedBy(question.parameter, scope.model)
  // Discovery has said what is wrong with the class.
  return marked === undefined ? 'reported' : provideMarked(marked, question, scope)
}

function provideMarked(
  { aggregate, isRead, id }: MarkedAggregate,
  question: Question,
  scope: Scope,
): Argument | 'reported' {
  if (!isRead) return provideStream(streamOf(aggregate, id, question, scope), question, scope)
  const { type } = aggregate
  const names = id === undefined ? [`${lowerFirst(type.name)}Id`, 'id'] : [id]
  const found = findStreamId(type.name, names, question, scope)
  const imported = factsOf(type, scope.model)?.import
  if (found === 'reported' || imported === undefined) return 'reported'
  const same = [...scope.onDemand].find(
    ([, frame]) =>
      frame.kind === 'load-entity' &&
      frame.isAggregate === true &&
      typeKey(frame.entity.use.type) === typeKey(type) &&
      sameArgument(frame.id, found),
  )?.[0]
  const state = same ?? scope.variable(lowerFirst(type.name), stateUse(type, true))
  if (same === undefined) {
    scope.onDemand.set(state, {
      kind: 'load-entity',
      phase: 'prepare',
      document: imported,
      isAggregate: true,
      id: found,
      session: scope.session('read'),
      entity: state,
    })
  }
  return stateArgument(state, question, scope)
}

function provideStream(
  found: ChainStream | 'reported',
  question: Question,
  scope: Scope,
): Argument | 'reported' {
  if (found === 'reported') return found
  const { parameter, use, asker } = question
  if (streamedBy(use.type) === undefined) return stateArgument(found.state, question, scope)
  scope.called(found.stream, parameter.name, asker)
  return { kind: 'variable', variable: found.stream, strict: false }
}

function stateArgument(state: ChainStream['state'], question: Question, scope: Scope): Argument {
  const { parameter, asker } = question
  scope.called(state, parameter.name, asker)
  const missing = asker.method.marks.onMissing
  if (missing !== undefined) scope.onMissing.set(state, missing)
  return argumentFor(state, question)
}

function reportAmbiguous(
  same: readonly MarkedAggregate[],
  { parameter, use, asker }: Question,
  scope: Scope,
): 'reported' {
  const names = same.map((each) => `\`${each.parameter.name ?? '{…}'}\``).join(' or ')
  scope.findings.report('ambiguous-parameter', parameter.location, {
    message: `${same.length} streams of ${describeType(use.type)} could be \`${parameter.name ?? '{…}'}\` of ${asker.title}`,
    help: `Name the parameter ${names}`,
  })
  return 'reported'
}
