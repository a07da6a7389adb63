import { RuntimeError } from '../errors.js'
import type { Violation } from '../http/violation.js'
import { pointerTo, refuse } from './decoding.js'
import { decodeJson } from './json-value.js'

/** What validators have that follow https://standardschema.dev: those of Zod, Valibot, ArkType and others. */
export interface StandardSchema<Output> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => Validated<Output> | Promise<Validated<Output>>
  }
}
type Validated<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly Issue[] }
interface Issue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** The decoder of a body that the user's schema reads: what it makes of the value is what handlers get. */
export function decoderOf<T>(
  schema: StandardSchema<T>,
): (value: unknown, violations: Violation[]) => T | undefined | Promise<T | undefined> {
  return (value, violations) => {
    const before = violations.length
    const validated = validate(schema, value, violations)
    return validated instanceof Promise
      ? validated.then((each) => outcome(each, violations, before))
      : outcome(validated, violations, before)
  }
}

/**
 * The same for a part of a body that generated code reads.
 *
 * @throws {AsyncSchemaError} when the schema takes its time: whoever decodes the whole does not wait for parts.
 */
export function decodeWith<T>(
  schema: StandardSchema<T>,
  value: unknown,
  violations: Violation[],
): T | undefined {
  const before = violations.length
  const validated = validate(schema, value, violations)
  if (!(validated instanceof Promise)) return outcome(validated, violations, before)
  // Nobody will look at it.
  validated.catch(() => undefined)
  throw new AsyncSchemaError(schema['~standard'].vendor)
}

/** A schema that is asynchronous reads a part of a body. */
export class AsyncSchemaError extends RuntimeError {
  readonly code = 'ERR_ASYNC_SCHEMA'
  readonly vendor: string

  constructor(vendor: string) {
    super(
      `A schema of ${vendor} validates asynchronously, but stands within the type of a body. Make it the schema of the whole body, or ask what it asks in a validate method.`,
    )
    this.vendor = vendor
  }
}

function validate<T>(
  schema: StandardSchema<T>,
  value: unknown,
  violations: Violation[],
): Validated<T> | Promise<Validated<T>> {
  // A schema may have something to say of what is not there, a default for instance.
  if (value === undefined) return schema['~standard'].validate(value)
  const before = violations.length
  // Nesting that would take the schema's stack and text that cannot be stored are the client's mistake, whatever the schema says.
  const json = decodeJson(value, violations)
  return violations.length > before ? { issues: [] } : schema['~standard'].validate(json)
}

function outcome<T>(
  validated: Validated<T>,
  violations: Violation[],
  before: number,
): T | undefined {
  if (validated.issues === undefined) return validated.value
  for (const { message, path } of validated.issues) {
    refuse(violations, pointerOf(path), null, message)
  }
  if (violations.length === before) refuse(violations, '', null, 'is not valid')
  return undefined
}

function pointerOf(path: Issue['path']): string {
  return (path ?? [])
    .map((each) => (typeof each === 'object' ? each.key : each))
    .map((key) => pointerTo(typeof key === 'symbol' ? (key.description ?? '') : key))
    .join('')
}
