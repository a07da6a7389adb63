import type { Phase } from '../frames/frame.js'

/**
 * What policies are written against: `@critter/cli` exports it. Policies are run by the compiler, never by the application; what
 * they name, they name by file and export.
 */

/** `./src/broadcaster.ts#Broadcaster`, relative to the config, or `@critter/runtime#StartStream`. */
export type SymbolRef = `${string}#${string}`

/** A type of the program that is compiled, not a value of the program that compiles it. */
export interface TypeRef {
  readonly ref: SymbolRef
}

type MethodName<C> = {
  [K in keyof C]: C[K] extends (...args: never) => unknown ? K : never
}[keyof C] &
  string

export interface PolicyTools {
  readonly type: (ref: SymbolRef) => TypeRef
  /**
   * A method to be called: its first arguments are the values given here, the others are found like those of any handler. Static
   * methods: `method<typeof Clock>(…)`. The class of an instance method is a service.
   */
  readonly method: <C extends object>(
    ref: SymbolRef,
    name: MethodName<C>,
  ) => (...args: readonly ReturnValue[]) => Call
}

export type { Phase } from '../frames/frame.js'

/** Looks at all chains and adds to them. Pure: the same chains, the same additions, in whatever order they come. */
export type ChainPolicy = (chains: readonly Chain[], tools: PolicyTools) => void

/** One chain as its own classes make it: what other policies add is not seen. */
export interface Chain {
  readonly kind: 'endpoint' | 'handler'
  /** `POST /orders/create4`, or the wire name of the message. */
  readonly name: string
  readonly handler: SymbolRef
  /** The method that decides: `startOrder4`. */
  readonly method: string
  /** Of an endpoint. */
  readonly route: { readonly verb: string; readonly path: string } | undefined
  /** Whether the request body, or the message, is of this type, or of one that extends or implements it. */
  takes(type: TypeRef): boolean
  /** Whether a step makes a value of this type, or of one that extends or implements it. */
  creates(type: TypeRef): boolean
  /** Values of this type, of types that extend or implement it, of unions and lists of them. */
  returnValuesOf(type: TypeRef): readonly ReturnValue[]
  /** Applies a middleware class; outermost first. */
  use(middleware: TypeRef): void
  /** At the end of the phase, never at a position. */
  insert(phase: Phase, step: Call): void
  /** Documents an answer. It changes nothing of what runs. */
  produces(status: number, body?: TypeRef): void
}

export interface ReturnValue {
  /** An array or iterable of the type. */
  readonly isList: boolean
  /** Claims the value: it is no body, no effect and no message; this is done with it. */
  useReturnAction(action: Call): void
}

export interface Call {
  /** `./src/broadcaster.ts#Broadcaster.post` */
  readonly method: SymbolRef
}
