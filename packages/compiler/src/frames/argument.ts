import type { ImportRef } from '../model/type-ref.js'
import type { Variable } from './variable.js'

/** What stands between the parentheses of a call. */
export type Argument =
  | {
      readonly kind: 'variable'
      readonly variable: Variable
      /** The parameter takes neither null nor undefined, so a missing value ends the chain before the call. */
      readonly strict: boolean
      /** `todo ?? null`: the other word for nothing. */
      readonly convert?: 'null' | 'undefined'
    }
  /** A member of a value: `command.todoId`. */
  | { readonly kind: 'member'; readonly variable: Variable; readonly member: string }
  | { readonly kind: 'built-in'; readonly name: BuiltIn }
  /** Left out in the middle of a list: the default value of the parameter. */
  | { readonly kind: 'undefined' }
  /** `Envelope<M>` of the message. */
  | { readonly kind: 'envelope'; readonly message: Variable }
  /** What this kind of chain does not have. */
  | { readonly kind: 'null' }

/** Expressions that need no step of their own. */
export type BuiltIn =
  | 'new-id'
  | 'now'
  | 'http'
  | 'signal'
  | 'logger'
  | 'clock'
  | 'store'
  | 'tenant'
  | 'required-tenant'
  | 'bus'
  | 'message-context'
  | 'envelope'

/** Where a call goes. */
export type Target =
  | { readonly kind: 'static'; readonly class: ImportRef; readonly name: string }
  | { readonly kind: 'instance'; readonly variable: Variable }
