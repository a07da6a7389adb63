import type { Violation } from './violation.js'

/** What is wrong with which member; no member, nothing wrong. */
export type ValidationErrors<T = Record<string, unknown>> = {
  [K in keyof T]?: string | readonly string[]
}

/** Whether anything is wrong: `{}`, `[]`, `{ name: undefined }` and `{ name: [] }` say nothing. */
export function hasErrors(
  // Of a method that ends without a `return`.
  // eslint-disable-next-line @typescript-eslint/no-invalid-void-type
  errors: readonly string[] | ValidationErrors | null | undefined | void,
): errors is readonly string[] | ValidationErrors {
  if (!errors) return false
  return Object.values(errors).some((each) =>
    Array.isArray(each) ? each.length > 0 : Boolean(each),
  )
}

/** One violation per message; those of a member point to it. */
export function toViolations(errors: readonly string[] | ValidationErrors): readonly Violation[] {
  if (isList(errors)) return errors.map((detail) => ({ pointer: '', detail }))
  return Object.entries(errors).flatMap(([member, messages]) => {
    const pointer = `/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const details = typeof messages === 'string' ? [messages] : (messages ?? [])
    return details.map((detail) => ({ pointer, detail }))
  })
}

function isList(errors: readonly string[] | ValidationErrors): errors is readonly string[] {
  return Array.isArray(errors)
}
