import type { StopKind } from '../../frames/frame.js'
import type { ApplicationModel } from '../../model/application-model.js'
import type { MethodModel } from '../../model/method-model.js'
import { methodWord } from '../../model/method-words.js'
import { isNamed, noHandle, type TypeRef, type TypeUse } from '../../model/type-ref.js'
import { runtimeId } from '../../vocabulary.js'
import { categoryOf, type Place } from './categories.js'
import type { Element, Meaning, Returned } from './meaning.js'
import { queryOf, resultOf } from './queries.js'

/** Reads a method's return type: what ends the chain, what is data, what is an effect. */
export function interpretReturn(
  method: MethodModel,
  { role, chain, aggregates }: Pick<Place, 'role' | 'chain' | 'aggregates'>,
  model: ApplicationModel,
): Meaning {
  const reader = {
    role,
    chain,
    aggregates,
    hasNoBody: method.marks.emptyResponse,
    model,
    isValidation: role === 'before' && methodWord(method.name)?.word === 'validate',
  }
  const { stops, rest } = split(method.returns.use, reader)
  return { stops, rest: readRest(rest, method.returns.use, reader) }
}

interface Reader extends Omit<Place, 'index'> {
  readonly model: ApplicationModel
  readonly isValidation: boolean
}

/** Takes the members that end the chain off a type. */
function split(
  use: TypeUse,
  reader: Reader,
): { readonly stops: readonly StopKind[]; readonly rest: TypeRef | undefined } {
  const members = use.type.kind === 'union' ? use.type.members : [use.type]
  const stops = new Set<StopKind>()
  const rest: TypeRef[] = []
  for (const member of members) {
    const stop = stopOf(member, reader)
    if (stop !== undefined) stops.add(stop)
    else if (member.kind !== 'nothing') rest.push(member)
  }
  const [first, ...others] = rest
  return {
    stops: [...stops],
    rest: first === undefined || others.length === 0 ? first : { kind: 'union', members: rest },
  }
}

function stopOf(type: TypeRef, { role, chain, isValidation }: Reader): StopKind | undefined {
  if (isNamed(type, runtimeId('ProblemDetails'))) return 'problem'
  // An endpoint's own HttpResult is its answer, given after the commit.
  if (isNamed(type, runtimeId('HttpResult'))) {
    return role === 'decide' && chain === 'endpoint' ? undefined : 'http-result'
  }
  if (role === 'decide') return undefined
  if (isNamed(type, runtimeId('HandlerContinuation'))) return 'continuation'
  if (type.kind === 'literal' && (type.value === 'continue' || type.value === 'stop')) {
    return 'continuation'
  }
  if (isNamed(type, runtimeId('ValidationErrors'))) return 'messages'
  if (isValidation && type.kind === 'list' && isText(type.element)) return 'messages'
  return undefined
}

function isText(type: TypeRef): boolean {
  return type.kind === 'primitive' && type.name === 'string'
}

function readRest(rest: TypeRef | undefined, use: TypeUse, reader: Reader): Meaning['rest'] {
  if (rest === undefined) return { kind: 'nothing' }
  // An endpoint's tuple is a body and effects; a list of a fixed length as a body is spelled with a name.
  if (rest.kind === 'tuple') {
    const optional = use.null || use.undefined
    // What others take is guarded as a whole; of what is done or sent each element may be missing.
    const mayBeMissing = optional && reader.role !== 'before'
    const elements = rest.elements.map((each, index) => {
      const element = mayBeMissing ? { ...each.use, undefined: true } : each.use
      return readElement(each.name, element, index, reader)
    })
    const read = elements.length > 0 && elements.every((each) => each.value?.category === 'read')
    return { kind: 'tuple', elements, read, optional }
  }
  if (rest.kind === 'object' && reader.role !== 'decide') {
    const members = rest.members.map(({ name, use: member }, index) => ({
      name,
      value: readValue(member, member.type, index, reader),
    }))
    return { kind: 'members', members, optional: use.null || use.undefined }
  }
  return { kind: 'value', value: readValue(use, rest, 0, reader) }
}

function readElement(
  label: string | undefined,
  use: TypeUse,
  index: number,
  reader: Reader,
): Element {
  const { stops, rest } = split(use, reader)
  return {
    label,
    stops,
    value: rest === undefined ? undefined : readValue(use, rest, index, reader),
  }
}

function readValue(
  use: TypeUse,
  rest: TypeRef,
  index: number,
  { model, role, chain, hasNoBody, aggregates }: Reader,
): Returned {
  const category = categoryOf(rest, model, { chain, role, index, hasNoBody, aggregates })
  const query = category === 'read' ? queryOf(rest, model) : undefined
  if (query !== undefined) return { category, use: resultOf(query), query: query.type }
  // What a `Read` is of.
  const read = category === 'read' && rest.kind === 'named' ? rest.args[0] : undefined
  const handle = rest === use.type ? use.handle : noHandle
  return { category, use: read ?? { ...use, type: rest, handle } }
}
