import type { Argument } from '../frames/argument.js'
import { created } from '../frames/flow.js'
import type { NamedVariable, Result, Stop, StopKind, Unpack } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import type { TypeRef, TypeUse } from '../model/type-ref.js'
import { elementOf } from './iterables.js'
import { isSent } from './returns/messages.js'
import type { RoledMethod } from './method-roles.js'
import type { Meaning, Returned } from './returns/meaning.js'
import type { Scope } from './scope.js'
import { wantedName } from './variable-names.js'

/** One method of the chain: what it returns and where that goes. Its arguments are bound when all results are declared. */
export interface CallPlan {
  readonly roled: RoledMethod
  readonly meaning: Meaning
  readonly result: Result
  readonly stops: readonly Omit<Stop, 'phase'>[]
  /** The whole must not be missing before it is taken apart. */
  readonly guardWhole: Variable | undefined
  readonly unpack: Omit<Unpack, 'phase'> | undefined
  readonly values: readonly PlannedValue[]
  readonly read: 'none' | 'one' | 'all'
}

/** A returned value that is no stop. */
export interface PlannedValue {
  readonly returned: Returned
  readonly variable: Variable
  readonly name: string | undefined
  /** Its place in the returned tuple; 0 for a value by itself. */
  readonly index: number
}

export interface BoundCall {
  readonly plan: CallPlan
  readonly arguments: readonly Argument[]
}

export function planCall(roled: RoledMethod, meaning: Meaning, scope: Scope): CallPlan {
  const { use } = roled.method.returns
  const { rest } = meaning
  const base = { roled, meaning, guardWhole: undefined, unpack: undefined, read: 'none' as const }

  if (rest.kind === 'nothing') {
    if (meaning.stops.length === 0)
      return { ...base, result: { kind: 'none' }, stops: [], values: [] }
    const value = scope.variable(stopName(meaning.stops), use)
    return {
      ...base,
      result: whole(value),
      stops: stopsOn(value, meaning.stops, 'alone', use),
      values: [],
    }
  }
  if (rest.kind === 'value') {
    const planned = planValue(rest.value, undefined, 0, scope, roled)
    const stops = stopsOn(planned.variable, meaning.stops, 'among', use)
    const read = rest.value.category === 'read' ? 'one' : 'none'
    return { ...base, result: whole(planned.variable), stops, values: [planned], read }
  }

  const parts =
    rest.kind === 'tuple' ? planTuple(rest, scope, roled) : planMembers(rest, scope, roled)
  const read = rest.kind === 'tuple' && rest.read ? 'all' : 'none'
  const mayBeMissing = rest.optional && isGuarded(rest, roled)
  if (meaning.stops.length === 0 && !mayBeMissing) return { ...base, ...parts, read }

  // The value is looked at before it is taken apart.
  const value = scope.variable(roled.role === 'decide' ? 'decided' : 'loaded', use)
  return {
    ...base,
    result: whole(value),
    stops: stopsOn(value, meaning.stops, 'among', use),
    guardWhole: mayBeMissing ? value : undefined,
    unpack: { kind: 'unpack', value, result: parts.result },
    values: parts.values,
    read,
  }
}

type Parts = Pick<CallPlan, 'result' | 'stops' | 'values'>

/** What others take: without it the chain cannot go on. A tuple of what is done or sent may be missing as its elements may. */
function isGuarded({ kind }: Meaning['rest'], { role }: RoledMethod): boolean {
  return kind === 'members' || role === 'before'
}

function planTuple(
  rest: Extract<Meaning['rest'], { kind: 'tuple' }>,
  scope: Scope,
  roled: RoledMethod,
): Parts {
  const { elements } = rest
  const { use } = roled.method.returns
  const values: PlannedValue[] = []
  const stops: Omit<Stop, 'phase'>[] = []
  const variables = elements.map((element, index) => {
    if (element.value === undefined) {
      if (element.stops.length === 0) return undefined
      const name = element.label ?? stopName(element.stops)
      const value = scope.variable(name, use)
      stops.push(...stopsOn(value, element.stops, 'alone', use))
      return value
    }
    const planned = planValue(element.value, element.label, index, scope, roled)
    values.push(planned)
    stops.push(...stopsOn(planned.variable, element.stops, 'among', use))
    return planned.variable
  })
  const optional = rest.optional && !isGuarded(rest, roled)
  return {
    result: { kind: 'tuple', elements: variables, ...(optional && { optional: true as const }) },
    stops,
    values,
  }
}

function planMembers(
  rest: Extract<Meaning['rest'], { kind: 'members' }>,
  scope: Scope,
  roled: RoledMethod,
): Parts {
  const values = rest.members.map(({ name, value }, index) =>
    planValue(value, name, index, scope, roled),
  )
  const members: readonly NamedVariable[] = values.map(({ variable }, index) => ({
    name: rest.members[index]?.name ?? variable.wanted,
    variable,
  }))
  return { result: { kind: 'members', members }, stops: [], values }
}

function planValue(
  returned: Returned,
  name: string | undefined,
  index: number,
  scope: Scope,
  roled: RoledMethod,
): PlannedValue {
  const isAnswer = roled.role === 'decide' && returned.category === 'data'
  const wanted = name ?? wantedName(plain(returned), otherwiseNamed(returned, roled))
  const otherwise = isAnswer ? 'answer' : returned.category === 'saga' ? 'started' : undefined
  const variable = scope.variable(wanted, returned.use, otherwise)
  const missing = roled.method.marks.onMissing
  if (missing !== undefined) scope.onMissing.set(variable, missing)
  return { returned, variable, name, index }
}

function otherwiseNamed({ category, use }: Returned, { role }: RoledMethod): string {
  if (category === 'messages') return 'messages'
  if (category === 'events') return elementOf(use.type) === undefined ? 'event' : 'events'
  return role === 'decide' ? 'answer' : 'loaded'
}

/** What messages of several kinds come in is no name for them. */
function plain({ use, category }: Returned): TypeRef {
  const element = elementOf(use.type)
  if (category === 'events' && element !== undefined) return { kind: 'other', text: '' }
  if (category !== 'messages' || element === undefined) return use.type
  if (element.kind === 'named' && !isSent(element)) return use.type
  return { kind: 'other', text: '' }
}

const stopNames: Readonly<Record<StopKind, string>> = {
  problem: 'problem',
  'http-result': 'result',
  continuation: 'continuation',
  messages: 'errors',
}

function stopName(stops: readonly StopKind[]): string {
  const [only, ...more] = stops
  return only === undefined || more.length > 0 ? 'outcome' : stopNames[only]
}

/** `among`: the value may be something else as well, so its class is asked for. */
function stopsOn(
  value: Variable,
  stops: readonly StopKind[],
  position: 'alone' | 'among',
  { type }: TypeUse,
): readonly Omit<Stop, 'phase'>[] {
  const among = position === 'among' || stops.length > 1
  return stops.map((by) => ({ kind: 'stop', by, value, among, declared: type }))
}

function whole(variable: Variable): Result {
  return { kind: 'whole', variable }
}

/** Every variable that a call makes. */
export function variablesOf(plan: CallPlan): readonly Variable[] {
  return [...created(plan.result), ...(plan.unpack ? created(plan.unpack.result) : [])]
}
