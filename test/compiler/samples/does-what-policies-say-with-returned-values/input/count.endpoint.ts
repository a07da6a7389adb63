import { Data, Post, type ProblemDetails, type StoreDoc, storeDoc } from '@critter/runtime'
import type { ClientMessage } from './client-message.js'

export class Count extends Data<{ id: string; value: number }> {}

export class CountUpdated extends Data<{ value: number }> implements ClientMessage {
  readonly type = 'count-updated'
}
export class CountReset extends Data implements ClientMessage {
  readonly type = 'count-reset'
}

export interface Change {
  readonly value: number
}

export class CountEndpoints {
  /** The only value: there is no body, and the message goes to the browsers. */
  @Post('/count')
  static count(): CountUpdated {
    return new CountUpdated({ value: 1 })
  }

  /** One of several values, which may be missing. */
  @Post('/count/change')
  static change(
    change: Change,
  ): [Change, StoreDoc<Count>, CountUpdated | CountReset | null] | ProblemDetails<400> {
    const updated = change.value === 0 ? new CountReset() : new CountUpdated(change)
    return [change, storeDoc(Count, new Count({ id: 'count', ...change })), updated]
  }

  @Post('/count/many')
  static async many(): Promise<[Change, readonly ClientMessage[]]> {
    return [{ value: 2 }, [new CountReset(), new CountUpdated({ value: 2 })]]
  }

  @Post('/count/each')
  static *each(): Iterable<ClientMessage> {
    yield new CountReset()
  }

  @Post('/count/quietly')
  static quietly(change: Change): Change {
    return change
  }
}
