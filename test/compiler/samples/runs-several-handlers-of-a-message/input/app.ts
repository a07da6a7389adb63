import {
  Batch,
  Combined,
  Data,
  Handler,
  Ignore,
  NonTransactional,
  onError,
  Post,
  type DocumentSession,
  type HttpContext,
  type MessageBus,
  type MessageContext,
  type QuerySession,
} from '@critter/runtime'

export class Item extends Data<{ id: string }> {}
export class Stock extends Data<{ id: string }> {}
export class OrderPlaced extends Data<{ id: string }> {}
export class OrderPaid extends Data<{ id: string }> {}
export class OrderRefused extends Data<{ id: string }> {}
export type Ended = OrderPaid | OrderRefused
export class Log extends Data<{ text: string }> {}

// Each has a chain, an attempt and a queue of its own.
export class MailHandler {
  static handle(_placed: OrderPlaced): void {}
}
export class StockHandler {
  static readonly errors = [onError(RangeError).retry({ milliseconds: 100 }, { seconds: 1 })]

  static handle(_placed: OrderPlaced, session: DocumentSession): void {
    session.store(Item, new Item({ id: '1' }))
  }

  static consume(_placed: OrderPlaced): void {}
}

// One chain for each member.
export class EndHandler {
  static load(ended: Ended, session: QuerySession): Promise<Item | null> {
    return session.load(Item, ended.id)
  }

  static validate(paid: OrderPaid): string[] {
    return paid.id === '' ? ['no id'] : []
  }

  static handle(ended: Ended, item: Item): Log {
    return new Log({ text: `${ended.id} ${item.id}` })
  }
}

// Both in one unit of work.
export class Refund extends Data<{ id: string }> {}
@Combined()
export class LedgerHandler {
  static readonly errors = [onError(TypeError).discard()]

  static load(refund: Refund, session: QuerySession): Promise<Item | null> {
    return session.load(Item, refund.id)
  }

  static handle(refund: Refund, item: Item): Log {
    return new Log({ text: refund.id + item.id })
  }
}
@Combined()
export class LetterHandler {
  static readonly errors = [onError(RangeError).deadLetter()]
  readonly #session: DocumentSession

  constructor(session: DocumentSession) {
    this.#session = session
  }

  handle(refund: Refund): void {
    this.#session.store(Item, new Item({ id: refund.id }))
  }
}

export class ItemsHandler {
  static async load(items: readonly Item[], session: QuerySession): Promise<readonly Stock[]> {
    const ids = items.map((each) => each.id)
    return session.loadMany(Stock, ids)
  }

  @Batch({ size: 100, within: { milliseconds: 250 } })
  static handle(items: Item[], stocks: readonly Stock[]): void {
    items.splice(stocks.length)
  }
}

@Handler()
export class Watch {
  static handle(_log: Log): void {}
}

export class Listener {
  @Handler()
  @NonTransactional()
  static async whenLogged(log: Log, bus: MessageBus, session: QuerySession): Promise<void> {
    if ((await session.load(Item, log.text)) !== null) await bus.publish(log)
  }
}

/** An endpoint and a handler of messages. */
export class EntryHandler {
  @Post('/entries')
  static handle(entry: Entry, http?: HttpContext, context: MessageContext | null = null): Entered {
    http?.setHeader('x-entry', entry.text)
    return new Entered({ text: context === null ? entry.text : context.envelope.id })
  }
}
export class Entry extends Data<{ text: string }> {}
export class Entered extends Data<{ text: string }> {}

@Ignore()
export class IgnoredHandler {
  static handle(text: string): string {
    return text
  }
}
