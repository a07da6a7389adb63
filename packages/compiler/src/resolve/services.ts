import type { Argument } from '../frames/argument.js'
import type { Dependency, ServiceUse, ServiceUser, UsedService } from '../frames/chain.js'
import type { ApplicationModel } from '../model/application-model.js'
import type { ParameterModel } from '../model/method-model.js'
import { isSameContent } from '../model/same-content.js'
import type { TypeFacts } from '../model/type-facts.js'
import { describeType, typeKey, type ImportRef, type NamedType } from '../model/type-ref.js'
import { runtimeId } from '../vocabulary.js'
import type { bindAll } from './bind.js'
import type { Findings } from './findings.js'
import type { Scope } from './scope.js'
import { builtInOf } from './sources/built-ins.js'
import { ServiceUsers } from './service-users.js'
import type { Asker, Question } from './sources/source.js'
import { withTypeArguments } from './type-arguments.js'
import { factsOf } from './type-kinds.js'
import { lowerFirst } from './variable-names.js'

/** A parameter that wants a service. */
interface Wish {
  readonly type: NamedType
  readonly facts: TypeFacts
  /** Of one of several of its type. */
  readonly name: string | undefined
  readonly parameter: ParameterModel
  readonly user: ServiceUser
}

export interface AskedService extends Wish {
  readonly service: ServiceUse
}

/**
 * How services come to be: supplied by the application, made once from others, or made per execution. One for the whole
 * application, because two chains that need one service mean one member of `Services`.
 */
export class ServicePlans {
  readonly #model: ApplicationModel
  readonly #findings: Findings
  readonly #bindAll: typeof bindAll
  readonly #members = new Map<string, ServiceUse>()
  readonly #users = new ServiceUsers()
  /** Generic classes whose instances need ever new ones. */
  readonly #endless = new Set<string>()
  #asked: AskedService[] = []

  constructor(model: ApplicationModel, findings: Findings, bind: typeof bindAll) {
    this.#model = model
    this.#findings = findings
    this.#bindAll = bind
  }

  /** What has been asked for since this was called last: an endpoint that is not resolved again asks the same again. */
  takeAsked(): readonly AskedService[] {
    const asked = this.#asked
    this.#asked = []
    return asked
  }

  /**
   * For an endpoint that is not resolved again: what it asked for becomes part of `Services` once more. `false`: one of them
   * would come about in another way now, so the endpoint has to be resolved again.
   */
  askAgain(asked: readonly AskedService[]): boolean {
    const found = asked.map((each) => this.#member(each, []))
    return found.every((each, index) => isSameContent(each, asked[index]?.service))
  }

  /** Members of `Services`, by name, with who asked for them. */
  get members(): readonly UsedService[] {
    return [...this.#members.values()]
      .map((service) => ({ service, users: this.#users.of(service.member) }))
      .sort((a, b) => (a.service.member < b.service.member ? -1 : 1))
  }

  /** The service as an argument of the chain that asks. */
  provide(
    type: NamedType,
    facts: TypeFacts,
    name: string | undefined,
    question: Question,
    scope: Scope,
  ): Argument | 'reported' {
    const { asker, parameter } = question
    const user = { name: asker.kind === 'constructor' ? asker.className : asker.title }
    const wish = { type, facts, name, parameter, user }
    const service = this.#member(wish, [])
    if (service === undefined) return 'reported'
    this.#asked.push({ ...wish, service })
    if (!scope.services.has(service.member)) scope.services.set(service.member, service)
    const taken = [...scope.onDemand].find(
      ([, frame]) => frame.kind === 'take-service' && frame.member === service.member,
    )?.[0]
    if (taken !== undefined) return { kind: 'variable', variable: taken, strict: false }

    const make = this.#make(service, facts, question, scope)
    if (make === 'reported') return 'reported'
    const variable = scope.variable(service.member, question.use)
    scope.onDemand.set(variable, {
      kind: 'take-service',
      phase: 'prepare',
      member: service.member,
      service: variable,
      make,
    })
    return { kind: 'variable', variable, strict: false }
  }

  #make(
    service: ServiceUse,
    facts: TypeFacts,
    question: Question,
    scope: Scope,
  ):
    | { readonly class: ImportRef; readonly arguments: readonly Argument[] }
    | 'reported'
    | undefined {
    if (service.origin.kind !== 'per-execution') return undefined
    const { name: className } = facts
    const asker: Asker = {
      ...question.asker,
      kind: 'constructor',
      title: `new ${className}`,
      className,
    }
    const parameters = withTypeArguments(facts.constructorParameters ?? [], facts, service.type)
    const bound = this.#bindAll(parameters, asker, scope)
    return bound === undefined ? 'reported' : { class: service.import, arguments: bound }
  }

  /** `path`: the services on the way to it. */
  #member(wish: Wish, path: readonly Step[]): ServiceUse | undefined {
    const { type, facts, name, parameter, user } = wish
    if (facts.import === undefined) {
      this.#findings.report('service-not-exported', parameter.location, {
        message: `The service ${describeType(type)} has no name that generated code can import`,
      })
      return undefined
    }
    const member = name ?? memberName(type)
    const known = this.#members.get(member)
    if (known !== undefined && this.#isAnother(known, type, parameter)) return undefined
    this.#users.add(member, user)
    if (known !== undefined) return known

    const service = {
      member,
      type,
      import: facts.import,
      origin: this.#origin(wish, [...path, { type, parameter }]),
    }
    // That has been said, and no instance of it can be made or supplied.
    if (this.#endless.has(type.id)) return undefined
    // What it is made from may be called the same.
    const made = this.#members.get(member)
    if (made !== undefined && this.#isAnother(made, type, parameter)) return undefined
    this.#members.set(member, service)
    return service
  }

  /** Reported: two types want one name. */
  #isAnother(known: ServiceUse, type: NamedType, parameter: ParameterModel): boolean {
    if (typeKey(known.type) === typeKey(type)) return false
    const isGeneric = known.type.id === type.id
    const named = (each: NamedType) => (isGeneric ? describeType(each) : each.id)
    this.#findings.report('duplicate-service-name', parameter.location, {
      message: `The services ${named(known.type)} and ${named(type)} are both called \`${known.member}\``,
    })
    return true
  }

  #origin({ type, facts, name, user }: Wish, path: readonly Step[]): ServiceUse['origin'] {
    const parameters = facts.constructorParameters
    // A named service is a second one of its type: the application says how it differs.
    if (facts.declaration !== 'class' || parameters === undefined || name !== undefined) {
      return { kind: 'supplied' }
    }
    const needs = withTypeArguments(parameters, facts, type).map((each) =>
      // One step back is enough to find it.
      this.#need(each, path, { name: type.name, neededBy: user.name }),
    )
    if (needs.includes('nothing')) return { kind: 'supplied' }
    if (needs.includes('per-execution')) return { kind: 'per-execution' }
    return { kind: 'composed', dependencies: needs.filter((each) => typeof each !== 'string') }
  }

  /** What a constructor parameter is given: data, documents and messages are never constructed. */
  #need(
    parameter: ParameterModel,
    path: readonly Step[],
    user: ServiceUser,
  ): Dependency | 'per-execution' | 'nothing' {
    const { use, marker } = parameter
    if (use === undefined) return 'nothing'
    if (marker !== undefined && marker.kind !== 'services') return 'per-execution'
    const builtIn = builtInOf(use.type)
    if (builtIn === 'logger' || builtIn === 'clock' || builtIn === 'store') {
      return { kind: 'host', name: builtIn }
    }
    if (builtIn !== undefined || isSession(use.type)) return 'per-execution'
    const facts = factsOf(use.type, this.#model)
    if (use.type.kind !== 'named' || facts === undefined) return 'nothing'
    if (facts.nature !== 'service' && marker === undefined) return 'nothing'
    const type = use.type
    const name = marker?.kind === 'services' ? marker.name : undefined
    // By another name it is another one, which the application supplies.
    const isSame = name === undefined || name === memberName(type)
    const start = path.findIndex((each) => isSame && typeKey(each.type) === typeKey(type))
    // `Cache<X>` that needs a `Cache<X[]>` never comes to one it has met.
    const isEndless = path.filter((each) => each.type.id === type.id).length > deepestInstances
    if (isEndless) {
      this.#endless.add(type.id)
      const first = path.filter((each) => each.type.id === type.id).slice(0, 2)
      const names = first.map((each) => describeType(each.type))
      this.#findings.report('circular-services', parameter.location, {
        message: `Services need each other: ${names.join(' → ')} → and so on for ever`,
      })
      return 'nothing'
    }
    if (start >= 0) {
      this.#reportCircle([...path.slice(start + 1), { type, parameter }])
      return 'nothing'
    }
    const service = this.#member({ type, facts, name, parameter, user }, path)
    if (service === undefined) return 'nothing'
    if (service.origin.kind === 'per-execution') return 'per-execution'
    return { kind: 'service', member: service.member }
  }

  /** At each constructor of the circle, as seen from there: it can be broken at any of them. */
  #reportCircle(steps: readonly Step[]): void {
    for (const [index, { parameter }] of steps.entries()) {
      const [last, ...before] = [...steps.slice(index), ...steps.slice(0, index)].reverse()
      const circle = [last, ...before.reverse(), last].flatMap((each) => each?.type ?? [])
      this.#findings.report('circular-services', parameter.location, {
        message: `Services need each other: ${circle.map(describeType).join(' → ')}`,
      })
    }
  }
}

/** Nobody has so many instances of one generic class, each made of the next. */
const deepestInstances = 5

/** A service on the way to another one, and the parameter that asked for it. */
interface Step {
  readonly type: NamedType
  readonly parameter: ParameterModel
}

function isSession(type: NamedType | Question['use']['type']): boolean {
  return (
    type.kind === 'named' &&
    (type.id === runtimeId('QuerySession') || type.id === runtimeId('DocumentSession'))
  )
}

/** `Repository<Todo>` → `todoRepository`, `Mail.Sender` → `mailSender` */
function memberName(type: NamedType): string {
  const prefix = type.args
    .map((each) => (each.type.kind === 'named' ? each.type.name : ''))
    .join('')
  return lowerFirst(prefix + type.name).replace(/\.(.)/gu, (_, letter: string) =>
    letter.toUpperCase(),
  )
}
