import { toBoolean, toDate, toNumber } from '../http/parse.js'
import type { FormValues } from '../http/parse-form.js'
import { UploadedFile } from '../http/uploaded-file.js'
import type { Violation } from '../http/violation.js'
import { pointerTo, refuse } from './decoding.js'

/** How the texts of a form become the value that a decoder of JSON takes. */
export type FormFields = Readonly<Record<string, FormField>>
export interface FormField {
  /** `filled`: text that is not empty. */
  readonly as: 'text' | 'filled' | 'number' | 'boolean' | 'date' | 'bigint' | 'file'
  /** A list, whether its name comes once or more often. */
  readonly list?: true
  /** What it is when it is left out: an unchecked box is not sent, nor is a list without elements. */
  readonly absent?: false | null | readonly []
}

/** Text that is no number and the like stays as it is: the decoder says what it expected. */
export function formFields(
  form: unknown,
  fields: FormFields,
  violations: Violation[],
): Record<string, unknown> {
  const values = form as FormValues
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const given = Object.hasOwn(values, name) ? [values[name]!].flat() : []
      const read = given.flatMap((each) => convert(each, field.as) ?? [])
      if (field.list !== true && read.length > 1) {
        refuse(violations, pointerTo(name), null, `expected one value, found ${read.length}`)
      }
      const value = field.list === true && read.length > 0 ? read : (read[0] ?? field.absent)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** `undefined`: an input without a value, which browsers send as an empty text. */
function convert(value: string | UploadedFile, as: FormField['as']): unknown {
  if (value instanceof UploadedFile || as === 'text') return value
  if (value === '') return undefined
  switch (as) {
    case 'number':
      return toNumber(value) ?? value
    case 'boolean':
      // What a box without a value of its own says.
      return value === 'on' ? true : (toBoolean(value) ?? value)
    case 'date':
      return toDate(value)?.toISOString() ?? value
    case 'filled':
    case 'bigint':
    case 'file':
      return value
  }
}

export function isFile(value: unknown): value is UploadedFile {
  return value instanceof UploadedFile
}
