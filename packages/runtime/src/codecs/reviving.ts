import type { Type } from '../core/type.js'
import { outside, UnreadableDataError } from './codec-errors.js'
import { isObject, pointerTo } from './decoding.js'
import { bigintFrom, bytesFrom, dateFrom } from './scalars.js'

// What generated revivers are made of. Stored data was written by our encoders, maybe for an older version of the class,
// so nothing is checked but what could not be read at all.

/**
 * An instance without its fields; neither the constructor nor initialisers run. They are assigned one by one: copied from an
 * object, as `restore` does, they cost a query of 685 documents 10 % of its processor time (Node 20.20).
 */
export function blank<T extends object>(type: Type<T>): T {
  return Object.create(type.prototype) as T
}

/** The same with these fields, of which some are hidden, or nobody knows the names. */
export function restore<T extends object>(type: Type<T>, fields: object): T {
  return Object.assign(Object.create(type.prototype) as T, fields)
}

export function storedObject(stored: unknown): Record<string, unknown> {
  return isObject(stored) ? stored : unreadable(stored, 'an object')
}

export function storedList(stored: unknown): readonly unknown[] {
  return Array.isArray(stored) ? stored : unreadable(stored, 'a list')
}

export function reviveDate(stored: unknown): Date {
  return dateFrom(stored) ?? unreadable(stored, 'a date')
}

export function reviveBigInt(stored: unknown): bigint {
  return bigintFrom(stored) ?? unreadable(stored, 'a whole number')
}

export function reviveBytes(stored: unknown): Uint8Array {
  return bytesFrom(stored) ?? unreadable(stored, 'bytes in base64')
}

/** A member by its reviver. One that an older version of the class did not have stays `undefined`. */
export function reviveMember<T>(
  stored: unknown,
  revive: (stored: unknown) => T,
  pointer: string,
): T | undefined {
  if (stored === undefined) return undefined
  try {
    return revive(stored)
  } catch (error) {
    throw outside(error, pointer)
  }
}

export function reviveList<T>(stored: unknown, revive: (stored: unknown) => T): T[] {
  return storedList(stored).map((each, index) => {
    try {
      return revive(each)
    } catch (error) {
      throw outside(error, `/${index}`)
    }
  })
}

export function reviveRecord<T>(
  stored: unknown,
  revive: (stored: unknown) => T,
): Record<string, T> {
  const revived: Record<string, T> = {}
  for (const [name, each] of Object.entries(storedObject(stored))) {
    try {
      if (name !== '__proto__') revived[name] = revive(each)
    } catch (error) {
      throw outside(error, pointerTo(name))
    }
  }
  return revived
}

export function unreadable(stored: unknown, expected: string): never {
  const found = stored === null ? 'null' : Array.isArray(stored) ? 'a list' : typeof stored
  throw new UnreadableDataError('', `expected ${expected}, found ${found}`)
}
