import type {
  ApplicationModel,
  EndpointModel,
} from '../../packages/compiler/src/model/application-model.js'
import type {
  ClassModel,
  Marker,
  MethodMarks,
  MethodModel,
  ParameterModel,
  RouteModel,
} from '../../packages/compiler/src/model/method-model.js'
import type { Shape } from '../../packages/compiler/src/model/shape.js'
import type { SourceLocation } from '../../packages/compiler/src/model/source-location.js'
import type { TypeFacts } from '../../packages/compiler/src/model/type-facts.js'
import {
  typeKey,
  type NamedType,
  type TypeRef,
  type TypeRelations,
  type TypeUse,
} from '../../packages/compiler/src/model/type-ref.js'
import { runtimeId, type RuntimeName } from '../../packages/compiler/src/vocabulary.js'

// Models written by hand: conventions are tested without a TypeScript program.

export const text: TypeRef = { kind: 'primitive', name: 'string' }
export const number: TypeRef = { kind: 'primitive', name: 'number' }
export const boolean: TypeRef = { kind: 'primitive', name: 'boolean' }
export const nothing: TypeRef = { kind: 'nothing' }

export function use(type: TypeRef, missing: 'null' | 'undefined' | 'never' = 'never'): TypeUse {
  return {
    type,
    null: missing === 'null',
    undefined: missing === 'undefined',
    text: () => (missing === 'never' ? typeKey(type) : `${typeKey(type)} | ${missing}`),
    handle: 0,
  }
}

export function named(name: string, ...args: readonly TypeRef[]): NamedType {
  return { kind: 'named', id: `src/app.ts#${name}`, name, args: args.map((each) => use(each)) }
}

export function ours(name: RuntimeName, ...args: readonly (TypeRef | TypeUse)[]): NamedType {
  const uses = args.map((each) => ('type' in each ? each : use(each)))
  return { kind: 'named', id: runtimeId(name), name, args: uses }
}

export function list(element: TypeRef): TypeRef {
  return { kind: 'list', element, null: false, undefined: false }
}

export function union(...members: readonly TypeRef[]): TypeRef {
  return { kind: 'union', members }
}

export function tuple(...elements: readonly (TypeUse | readonly [string, TypeUse])[]): TypeRef {
  return {
    kind: 'tuple',
    elements: elements.map((each) =>
      'type' in each ? { name: undefined, use: each } : { name: each[0], use: each[1] },
    ),
  }
}

export function object(members: Readonly<Record<string, TypeUse>>): TypeRef {
  return {
    kind: 'object',
    id: 'src/app.ts#{…}:1:1',
    members: Object.entries(members).map(([name, each]) => ({ name, use: each })),
  }
}

let line = 0
function somewhere(): SourceLocation {
  return { file: 'src/app.ts', line: ++line, column: 1, length: 1 }
}

export function parameter(
  name: string,
  type: TypeRef | TypeUse,
  more: { readonly marker?: Marker; readonly optional?: boolean } = {},
): ParameterModel {
  return {
    name,
    use: 'type' in type ? type : use(type),
    marker: more.marker,
    optional: more.optional ?? false,
    location: somewhere(),
  }
}

export function method(
  name: string,
  parameters: readonly ParameterModel[],
  returns: TypeRef | TypeUse,
  more: {
    readonly isAsync?: boolean
    readonly isStatic?: boolean
    readonly marks?: Partial<MethodMarks>
  } = {},
): MethodModel {
  return {
    name,
    isStatic: more.isStatic ?? true,
    visibility: 'public',
    parameters,
    returns: {
      use: 'type' in returns ? returns : use(returns),
      isAsync: more.isAsync ?? false,
      iteration: 'none',
      location: somewhere(),
    },
    marks: {
      routes: [],
      phase: undefined,
      ignore: false,
      nonTransactional: false,
      emptyResponse: false,
      onMissing: undefined,
      produces: [],
      use: [],
      ...more.marks,
    },
    reads: { roundTrips: 0, sequential: undefined },
    location: somewhere(),
  }
}

export function endpointClass(
  name: string,
  methods: readonly MethodModel[],
  more: Partial<Pick<ClassModel, 'constructorParameters' | 'marks'>> = {},
): ClassModel {
  return {
    type: named(name),
    exported: true,
    isAbstract: false,
    constructorParameters: [],
    methods,
    marks: { ignore: false, nonTransactional: false, onMissing: undefined, use: [] },
    location: somewhere(),
    ...more,
  }
}

/** The class with these middleware around it, outermost first. */
export function using(owner: ClassModel, ...middleware: readonly ClassModel[]): ClassModel {
  const use = middleware.map((each) => ({ class: each, location: somewhere() }))
  return { ...owner, marks: { ...owner.marks, use } }
}

export function route(verb: RouteModel['verb'], path: string): RouteModel {
  return { verb, path, location: somewhere() }
}

/** The endpoint of a class that decides in the method of this name. */
export function endpoint(owner: ClassModel, name: string, at: RouteModel): EndpointModel {
  const decides = owner.methods.find((each) => each.name === name)
  if (decides === undefined) throw new Error(`No method ${name}`)
  return { kind: 'endpoint', class: owner, method: decides, route: at }
}

export function facts(
  type: NamedType,
  nature: TypeFacts['nature'],
  more: Partial<TypeFacts> = {},
): TypeFacts {
  const [file = '', name = ''] = type.id.split('#')
  return {
    id: type.id,
    name: type.name,
    declaration: 'class',
    import: { kind: 'file', path: file, name },
    nature,
    bases: [],
    constructorParameters: undefined,
    execute: undefined,
    members: {},
    isError: false,
    disposable: undefined,
    typeParameters: [],
    location: somewhere(),
    ...more,
  }
}

export function application(
  endpoints: readonly EndpointModel[],
  types: readonly TypeFacts[],
  more: Partial<ApplicationModel> & { readonly simple?: Readonly<Record<string, Shape>> } = {},
): ApplicationModel {
  const owners = endpoints.map((each) => facts(each.class.type, 'service'))
  const { simple = {}, ...rest } = more
  return {
    project: { importExtension: 'js', output: 'src/generated/critter' },
    endpoints,
    handlers: [],
    messages: [],
    documents: [],
    aggregates: [],
    events: [],
    processes: [],
    queries: [],
    classes: {},
    types: Object.fromEntries([...owners, ...types].map((each) => [each.id, each])),
    shapes: Object.fromEntries(
      Object.entries(simple).map(([key, shape]) => [
        key,
        {
          key,
          name: key,
          import: undefined,
          typeArguments: [],
          shape,
          nominal: false,
          location: somewhere(),
        },
      ]),
    ),
    ...rest,
  }
}

export const anythingFits: TypeRelations = { assignable: () => true }
