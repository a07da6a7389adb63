import { InvalidAddressError } from '../../messaging/errors.js'
import { parseQueueAddress } from '../address.js'

/**
 * What a queue is called in the database: one spelling for every address of it.
 *
 * @throws {InvalidAddressError}
 */
export function queueOf(address: string): string {
  const { name, bindings } = parseQueueAddress(address)
  if (bindings.length > 0) {
    throw new InvalidAddressError(
      `Expected the address of a Postgres queue, "queue/NAME", found "${address}". Postgres has no exchanges that queues are bound to.`,
    )
  }
  return `queue/${encodeURIComponent(name)}`
}
