import type { Answer } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import { describeType, typeKey, type TypeRef } from '../model/type-ref.js'
import type { CallPlan, PlannedValue } from './call-plan.js'
import type { BoundEvents } from './bind-events.js'
import { categoryOf } from './returns/categories.js'
import { isDoneWith } from './returns/meaning.js'
import type { Scope } from './scope.js'
import { hasTypeName, isSimple } from './type-kinds.js'

/** What the endpoint answers, from the first value it returns. Reports values that mean nothing where they stand. */
export function answersOf(
  plan: CallPlan,
  { updates }: Pick<BoundEvents, 'updates'>,
  scope: Scope,
): readonly Answer[] {
  const { method } = plan.roled
  for (const value of plan.values) checkValue(value, plan, scope)
  const first = plan.values.find((each) => each.index === 0)
  if (first === undefined || method.marks.emptyResponse) return [{ kind: 'empty' }]
  const { variable, returned } = first
  const { category } = returned
  const update = updates.get(variable)
  if (update !== undefined) {
    return [{ kind: 'json', value: update.state, type: update.state.use.type }]
  }
  if (isDoneWith(category)) return [{ kind: 'empty' }]

  const members =
    returned.use.type.kind === 'union' ? returned.use.type.members : [returned.use.type]
  const special = members.filter((each) => isSpecial(each, scope))
  const data = members.filter((each) => !isSpecial(each, scope))
  const among = members.length > 1
  const answers = special.map((each) => specialAnswer(each, variable, among, scope))
  const missing: readonly Answer[] =
    returned.use.null || returned.use.undefined
      ? [
          {
            kind: 'not-found',
            value: variable,
            what: nameOfMissing(data),
          },
        ]
      : []
  if (data.length === 0) return [...missing, ...answers]
  const type: TypeRef = data.length === 1 && data[0] ? data[0] : { kind: 'union', members: data }
  return [
    ...missing,
    ...answers,
    isText(type, scope)
      ? { kind: 'text', value: variable }
      : { kind: 'json', value: variable, type },
  ]
}

const answered = {
  chain: 'endpoint',
  role: 'decide',
  index: 0,
  hasNoBody: false,
  aggregates: [],
} as const

/** `Todo`, `Todo[]`; what has no name is just a value. */
function nameOfMissing(data: readonly TypeRef[]): string {
  const hasNames = data.length > 0 && data.every(hasTypeName)
  return hasNames ? data.map(describeType).join(' or ') : 'The value'
}

function isSpecial(type: TypeRef, scope: Scope): boolean {
  const category = categoryOf(type, scope.model, answered)
  return category === 'created' || category === 'accepted' || category === 'http-result'
}

function specialAnswer(type: TypeRef, value: Variable, among: boolean, scope: Scope): Answer {
  const category = categoryOf(type, scope.model, answered)
  if (category !== 'created' && category !== 'accepted')
    return { kind: 'http-result', value, among }
  const body = type.kind === 'named' ? type.args[0] : undefined
  return { kind: category, value, among, body: body?.type.kind === 'nothing' ? undefined : body }
}

/** `string`, its aliases and unions of texts are written as they are, not as JSON. */
function isText(type: TypeRef, scope: Scope): boolean {
  if (type.kind === 'primitive') return type.name === 'string'
  if (type.kind === 'literal') return typeof type.value === 'string'
  if (type.kind === 'union') return type.members.every((each) => isText(each, scope))
  if (type.kind !== 'named') return false
  const shape = scope.model.shapes[typeKey(type)]?.shape
  if (shape?.kind === 'union') {
    return shape.members.every((each) => each.kind === 'literal' && typeof each.value === 'string')
  }
  return shape?.kind === 'string' || (shape?.kind === 'literal' && typeof shape.value === 'string')
}

const unionHelp =
  'Return a tuple, the response first and every effect at a place of its own: [HttpResult<202> | Todo, StoreDoc<Todo> | null]'

/** An effect, or a tuple with one, that stands in a union beside something else. */
function isEffectAlone(type: TypeRef, scope: Scope): boolean {
  if (type.kind === 'tuple') return true
  const category = categoryOf(type, scope.model, answered)
  return isDoneWith(category)
}

function checkValue({ returned, index }: PlannedValue, plan: CallPlan, scope: Scope): void {
  const { method } = plan.roled
  const { category, use } = returned
  if (isDoneWith(category)) return
  // What stands beside events and is none has been reported as such.
  if (index > 0 && category === 'data' && scope.aggregates.written.length > 0) return
  const members = use.type.kind === 'union' ? use.type.members : [use.type]
  const title = `${scope.chain.class.type.name}.${method.name}`
  const allMeanSomething = members.every((each) => {
    const own = categoryOf(each, scope.model, answered)
    return own === 'data' || isSpecial(each, scope)
  })
  if (!allMeanSomething) {
    const isUnion = members.length > 1 && members.some((each) => isEffectAlone(each, scope))
    scope.findings.report('unclaimed-return-value', method.returns.location, {
      message: `Nothing is done with the ${use.text()} that ${title} returns`,
      ...(isUnion ? { help: unionHelp } : {}),
    })
  } else if (index > 0 && !(method.marks.emptyResponse && category === 'data')) {
    const isBody = isSimple(use.type, scope.model) || category === 'data'
    scope.findings.report('misplaced-response-body', method.returns.location, {
      message: `The ${isBody ? '' : 'answer '}${use.text()} that ${title} returns stands at place ${index + 1}`,
    })
  }
}
