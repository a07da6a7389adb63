import { InvalidValueError } from '../errors.js'

/** Between the name of an application and the destination of a row. In SQL: `chr(31)`. No name of a destination has it. */
export const separator = '\u001f'

/** @throws {InvalidValueError} */
export function requireApplicationName(name: string): string {
  if (/^[\w@./-]{1,200}$/.test(name)) return name
  throw new InvalidValueError(
    `name: expected 1 to 200 letters, digits, "_", "-", ".", "/" and "@", such as "shop", found "${name}".`,
  )
}
