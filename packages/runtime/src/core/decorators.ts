// Decorators do nothing at run time: the compiler reads them. They type-check as standard decorators and under
// `experimentalDecorators`, and refuse a route on a field, a path without a slash and forgotten parentheses.
import type { Duration } from './duration.js'
import type { Type } from './type.js'

type AnyMethod = (...args: never) => unknown

/** A decorator of classes, standard or legacy. */
export interface ClassMarker {
  // Either kind of decorator asks for a signature of its own, and both call a class a `Function`.
  /* eslint-disable @typescript-eslint/no-unsafe-function-type, @typescript-eslint/unified-signatures */
  (target: Function, context: ClassDecoratorContext): void
  (target: Function): void
  /* eslint-enable @typescript-eslint/no-unsafe-function-type, @typescript-eslint/unified-signatures */
}
/** A decorator of methods, standard or legacy. */
export interface MethodMarker {
  (method: AnyMethod, context: ClassMethodDecoratorContext): void
  <M extends AnyMethod>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): void
}
/** A decorator of classes and methods. */
export type AnyMarker = ClassMarker & MethodMarker
type Path = '/' | `/${string}`

const marker = (): void => {}

/** Answers `GET path`, and `HEAD path` without the body. `/todos/:id` is a route parameter, `/todos/:id?` an optional one. */
export function Get(_path: Path): MethodMarker {
  return marker
}
/** Answers `POST path`. */
export function Post(_path: Path): MethodMarker {
  return marker
}
/** Answers `PUT path`. */
export function Put(_path: Path): MethodMarker {
  return marker
}
/** Answers `PATCH path`. */
export function Patch(_path: Path): MethodMarker {
  return marker
}
/** Answers `DELETE path`. */
export function Delete(_path: Path): MethodMarker {
  return marker
}
/** Answers `HEAD path` itself, instead of by the `@Get` of the same path. */
export function Head(_path: Path): MethodMarker {
  return marker
}
/** Answers `OPTIONS path` itself, instead of by the list of allowed methods. */
export function Options(_path: Path): MethodMarker {
  return marker
}

/** On a class whose name says nothing: its `handle…` methods are handlers. On a method: this one is, whatever its name. */
export function Handler(): AnyMarker {
  return marker
}
/**
 * Handlers of one message that carry it are one: called one after the other, in one unit of work that is tried again as a
 * whole. Without it each has its own.
 */
export function Combined(): AnyMarker {
  return marker
}
/** The handler takes a list: up to `size` messages, those that came `within` this time after the first. */
export function Batch(_options: {
  readonly size: number
  readonly within: Duration
}): MethodMarker {
  return marker
}
/** Not for the compiler: excludes a class or a method, whatever its name and its types. */
export function Ignore(): AnyMarker {
  return marker
}
/** Does not commit, although a session is touched: call `saveChanges` yourself. */
export function NonTransactional(): AnyMarker {
  return marker
}
/**
 * On a handler or an endpoint that decides for one stream: its state is fetched by the id that the message or the route names,
 * what the method returns is appended to it, and the commit fails when somebody else has appended meanwhile.
 */
export function AggregateHandler(): AnyMarker {
  return marker
}
/** The same, where the commit fails for that reason even if nothing is appended. */
export function ConsistentAggregate(): AnyMarker {
  return marker
}
/** Runs before the endpoint's method, whatever its name. The same as a name that begins with `load`, `before` or `validate`. */
export function Before(): MethodMarker {
  return marker
}
/** Runs after the decision and before the commit. The same as a name that begins with `after`, or `postProcess`. */
export function After(): MethodMarker {
  return marker
}
/** Runs after the commit and the answer; an error is logged. The same as a name that begins with `afterCommit`. */
export function AfterCommit(): MethodMarker {
  return marker
}
/** Runs at the end, whatever happened. The same as a name that begins with `finally`. */
export function Finally(): MethodMarker {
  return marker
}
/**
 * Answers the errors of the class that its first parameter which is an error has; without such a parameter, all of them. The
 * same as a name that begins with `onException`.
 */
export function OnException(): MethodMarker {
  return marker
}
/**
 * How missing data is answered: a problem with `message` as its detail, 204, or a `RequiredDataError` with the message.
 * Default: a 404 problem. Of a method it counts before that of its class.
 */
export function OnMissing(
  _answer: 'problem-404' | 'problem-400' | 'no-content' | 'throw',
  _message?: string,
): AnyMarker {
  return marker
}
/** None of the returned values is a body: 204. */
export function EmptyResponse(): MethodMarker {
  return marker
}
/** A status that the method answers and its types do not say, for the OpenAPI document. It changes no answer. */
export function Produces(_status: number, _body?: Type): MethodMarker {
  return marker
}
/** Applies middleware classes, outermost first. */
export function Use(..._middleware: readonly Type[]): AnyMarker {
  return marker
}
/** The wire name and version of an event. Default: the name of its type in kebab-case. */
export function Message(_name: string, _options?: { readonly version?: number }): ClassMarker {
  return marker
}
/** An index of documents: on members by their names, `address.city` for one of an object. */
export interface DocIndex {
  readonly members: readonly string[]
  /** No two documents of a tenant have the same values; missing ones are equal to none. */
  readonly unique?: boolean
  /** Of lists and objects, for what asks whether they contain something. */
  readonly gin?: boolean
}

/**
 * How a document is stored. Default: under the name of its class in kebab-case, with the primary key as its only index.
 * `'roomType, date'` is an index on two members.
 *
 * `softDelete` is refused by the compiler (`decorator-not-supported`) until deleted documents can be kept.
 */
export function Doc(_options: {
  readonly name?: string
  readonly indexes?: readonly (string | DocIndex)[]
  readonly softDelete?: boolean
}): ClassMarker {
  return marker
}

/** What one process is: `class OrderFulfillment extends ProcessManager`. TypeScript checks that every recorded message has the id. */
export function Process<const Id extends string>(_options: {
  /** The member of every message that says which process is meant. */
  readonly id: Id
  /** What a second start is: an error, or nothing. */
  readonly duplicateStart: 'reject' | 'ignore'
  /** Messages recorded as they came, each once. */
  readonly records?: readonly Type<Readonly<Record<Id, string | number>>>[]
  /** Steps that may be recorded more than once. */
  readonly repeats?: readonly Type[]
  /** Events after which the process takes no more messages. */
  readonly endsWith: readonly [Type, ...Type[]]
}): ClassMarker {
  return marker
}

/**
 * How the state of an aggregate is kept. `inline`: beside its events, by every commit of a handler that decides for it, so that
 * a fetch reads no events; `live`: not at all, it is folded from all events each time. Default: `inline` where a handler writes.
 *
 * A snapshot is folded anew when the state or what applies its events has changed. With a `version` that is so when you raise it.
 */
export function Snapshot(
  _options: { readonly version?: number; readonly lifecycle?: 'inline' | 'live' } = {},
): ClassMarker {
  return marker
}
