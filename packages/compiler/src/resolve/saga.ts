import type { Argument } from '../frames/argument.js'
import type { FindSagaId } from '../frames/frame.js'
import type { Variable } from '../frames/variable.js'
import type { HandlerModel, SagaMethod } from '../model/application-model.js'
import { noHandle, typeKey, type ImportRef, type TypeUse } from '../model/type-ref.js'
import { titleOf } from './method-roles.js'
import type { PlannedMethods } from './plan-methods.js'
import type { Scope } from './scope.js'
import { factsOf } from './type-kinds.js'
import { lowerFirst } from './variable-names.js'

/** The saga of a chain: where it is found, and what stands for it on both ways. */
export interface BoundSaga {
  readonly class: ImportRef
  readonly methods: readonly SagaMethod[]
  readonly session: Variable
  /** Which one the message is for. */
  readonly id: Argument
  /** Where the message itself may not say it. */
  readonly find: FindSagaId | undefined
  /** What was found, or null. */
  readonly loaded: Variable
  /** A new one that its own instance methods start. */
  readonly fresh: Variable
}

/** `undefined`: the chain is of no saga, or what is wrong with it has been reported. */
export function bindSaga(planned: PlannedMethods, scope: Scope): BoundSaga | undefined {
  const { chain, model, findings } = scope
  if (chain.kind !== 'handler' || chain.saga === undefined) return undefined
  checkMethods(chain, chain.saga, planned, scope)
  const { type } = chain.class
  const facts = factsOf(type, model)
  const document = model.documents.find((each) => each.type.id === type.id)
  // Discovery has said what is wrong with it.
  if (facts?.import === undefined || document === undefined || !findings.sound) return undefined
  const name = lowerFirst(type.name)
  const use = (isNull: boolean): TypeUse => {
    const text = () => (isNull ? `${type.name} | null` : type.name)
    return { type, null: isNull, undefined: false, text, handle: noHandle }
  }
  return {
    class: facts.import,
    methods: chain.saga,
    session: scope.session('write'),
    ...findId(chain, { class: facts.import, isNumber: document.idType !== 'text' }, scope),
    loaded: scope.variable(name, use(true)),
    fresh: scope.variable(name, use(false), 'started'),
  }
}

/** Whether the saga is looked for before anything else: not where its methods do nothing but start one. */
export function isLookedFor({ methods }: BoundSaga): boolean {
  const has = (when: SagaMethod['when']) => methods.some((each) => each.when === when)
  return has('found') || has('either') || !has('start')
}

/** A member that is named after the saga and is none of its ids would be passed over. `id` may be the message's own. */
function checkMember(
  names: readonly string[],
  fits: (name: string) => boolean,
  { members, idUse }: { members: Readonly<Record<string, TypeUse>>; idUse: TypeUse | undefined },
  scope: Scope,
): void {
  const { chain, findings } = scope
  const named = names.find((each) => members[each] !== undefined)
  if (chain.kind !== 'handler' || idUse === undefined) return
  if (named === undefined || named === 'id' || fits(named)) return
  const { class: owner, message, method } = chain
  const location = method.parameters[0]?.location ?? method.location
  findings.report('type-mismatch', location, {
    message: `${message.name}.${named} is a ${members[named]!.text()}, which is no id of ${owner.type.name}: that is a ${idUse.text()}`,
    help: `Declare ${named} as the id of ${owner.type.name} is declared, or give it another name`,
  })
}

function findId(
  { class: owner, message }: HandlerModel,
  saga: Pick<FindSagaId, 'class' | 'isNumber'>,
  scope: Scope,
): Pick<BoundSaga, 'id' | 'find'> {
  const names = idMembers(owner.type.name)
  const idUse = factsOf(owner.type, scope.model)?.members['id']
  const members = factsOf(message, scope.model)?.members ?? {}
  const fits = (each: string): boolean => {
    const has = members[each]
    return has && idUse ? scope.relations.assignable(has.handle, idUse.handle) : false
  }
  const name = names.find(fits)
  checkMember(names, fits, { members, idUse }, scope)
  const has = name === undefined ? undefined : members[name]
  const given: Argument | undefined =
    name === undefined || scope.body === undefined
      ? undefined
      : { kind: 'member', variable: scope.body.variable, member: name }
  if (given !== undefined && has?.null === false && !has.undefined) {
    return { id: given, find: undefined }
  }
  const use: TypeUse = {
    type: { kind: 'primitive', name: saga.isNumber ? 'number' : 'string' },
    null: false,
    undefined: false,
    text: () => (saga.isNumber ? 'number' : 'string'),
    handle: noHandle,
  }
  const id = scope.variable('id', use, `${lowerFirst(owner.type.name)}Id`)
  return {
    id: { kind: 'variable', variable: id, strict: false },
    find: { kind: 'find-saga-id', phase: 'prepare', ...saga, members: names, given, id },
  }
}

/** `imageSagaId`, `imageId`, `sagaId`, `id`: the nearest first. */
function idMembers(className: string): readonly string[] {
  const name = lowerFirst(className)
  const short = name.replace(/Saga$/, '')
  return [...new Set([`${name}Id`, ...(short === '' ? [] : [`${short}Id`]), 'sagaId', 'id'])]
}

function checkMethods(
  { class: owner }: HandlerModel,
  methods: readonly SagaMethod[],
  { around, decides }: PlannedMethods,
  scope: Scope,
): void {
  const report = (method: SagaMethod['method'], message: string, help?: string) => {
    scope.findings.report('invalid-saga', method.location, { message, ...(help && { help }) })
  }
  const starts = methods.filter(({ when }) => when === 'start')
  const [begins, another] = starts
  if (begins && another && starts.some(({ method }) => method.isStatic)) {
    const title = titleOf({ owner, method: another.method })
    report(
      another.method,
      `${title} would start another ${owner.type.name} with the message that starts one in ${begins.method.name}`,
      `Let one method start it; what is done next for the same message, startOrHandle does`,
    )
  }
  for (const { method, when } of methods) {
    const title = titleOf({ owner, method })
    if (method.marks.batch !== undefined) {
      const message = `${title} takes several messages at once, and each may be for another ${owner.type.name}`
      report(method, message, 'Take one message, without @Batch')
    }
    if (when === 'missing') {
      if (!method.isStatic) {
        report(
          method,
          `${title} is no static method, and there is no ${owner.type.name} to call it on`,
        )
      }
    } else if (when === 'start') {
      if (method.isStatic && !returnsSaga(method, decides, owner.type.id)) {
        report(method, `${title} is static and does not always return a ${owner.type.name}`)
      }
    } else if (method.isStatic) {
      report(
        method,
        `${title} is static, so it cannot change the ${owner.type.name} that was found`,
      )
    }
  }
  for (const { roled } of around) {
    if (roled.owner !== owner || roled.method.isStatic) continue
    report(
      roled.method,
      `${titleOf(roled)} is no static method, and stands around the handling, where there is no ${owner.type.name}`,
    )
  }
}

function returnsSaga(
  method: SagaMethod['method'],
  decides: PlannedMethods['decides'],
  id: string,
): boolean {
  const plan = decides.find((each) => each.roled.method === method)
  return (
    plan?.values.some(
      ({ returned: { category, use } }) =>
        category === 'saga' && typeKey(use.type) === id && !use.null && !use.undefined,
    ) ?? false
  )
}
