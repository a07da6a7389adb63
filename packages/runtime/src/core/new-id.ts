import { randomFillSync } from 'node:crypto'

/**
 * A new, time-ordered id (UUID version 7).
 *
 * Ids made by one process sort in the order they were made, also within one millisecond and when the clock goes back.
 */
// A branded id is a string nobody else makes: the caller says which.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function newId<Id extends string = string>(): Id {
  const bytes = takeRandom()
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    // The top bit stays free, so that at least 2048 ids fit into one millisecond.
    counter = ((bytes[0]! << 8) | bytes[1]!) & 0x7ff
  } else if (++counter > 0xfff) {
    lastMs++
    counter = 0
  }
  return format(lastMs, counter, bytes) as Id
}

let lastMs = 0
let counter = 0

// Random bytes are drawn for many ids at once: a call for ten bytes costs as much as one for thousands.
const idBytes = 10
const pool = new Uint8Array(idBytes * 256)
let taken = pool.length

function takeRandom(): Uint8Array {
  if (taken === pool.length) {
    randomFillSync(pool)
    taken = 0
  }
  return pool.subarray(taken, (taken += idBytes))
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** RFC 9562 §5.7: 48 bits of milliseconds, version, a counter of 12 bits, variant, 62 random bits. */
function format(ms: number, count: number, random: Uint8Array): string {
  const time = ms.toString(16).padStart(12, '0')
  const variant = hex[(random[2]! & 0x3f) | 0x80]!
  return (
    `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${variant}${hex[random[3]!]!}-` +
    `${hex[random[4]!]!}${hex[random[5]!]!}${hex[random[6]!]!}${hex[random[7]!]!}${hex[random[8]!]!}${hex[random[9]!]!}`
  )
}
