import type { SourceLocation } from '../model/source-location.js'
import type { TypeUse } from '../model/type-ref.js'

/** A function that generated code calls at a boundary. */
export interface CodecRequest {
  /**
   * `decode`: JSON body → value, every violation with its pointer. `decode-form`: the same of a form. `encode`: value → JSON text of exactly the public members.
   * `encode-stored` and `revive`: the same for documents and events, hidden fields included, constraints not asked again.
   * `parse`: one piece of text of a request → value.
   */
  readonly purpose: 'decode' | 'decode-form' | 'encode' | 'encode-stored' | 'revive' | 'parse'
  /** With nullability: a created body may be null. */
  readonly type: TypeUse
  /** Where the type is used: for what cannot be said of a declaration. */
  readonly location?: SourceLocation
}
