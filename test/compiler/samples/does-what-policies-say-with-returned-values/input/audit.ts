import type { Logger, NewId, Now } from '@critter/runtime'
import type { Change } from './count.endpoint.js'

/** Methods that a policy inserts. */
export class Audit {
  static open(logger: Logger): void {
    logger.info('a request begins')
  }

  static note(change: Change, entry: NewId, now: Now, logger: Logger): void {
    logger.info('a change', { change, entry, now })
  }
}

export class Ledger {
  readonly #logger: Logger

  constructor(logger: Logger) {
    this.#logger = logger
  }

  async close(): Promise<void> {
    this.#logger.info('closed')
  }
}
