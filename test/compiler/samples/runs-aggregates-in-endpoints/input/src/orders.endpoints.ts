import {
  AggregateHandler,
  ConsistentAggregate,
  Data,
  EmptyResponse,
  Get,
  OnMissing,
  Post,
  UpdatedAggregate,
  outgoing,
  problem,
  startStream,
  type AsyncEvents,
  type Events,
  type EventStream,
  type OutgoingMessages,
  type ProblemDetails,
  type QuerySession,
  type ReadAggregate,
  type StartStream,
  type WriteAggregate,
} from '@critter/runtime'
import { Account, AccountOpened, Customer, MoneyMoved, type CustomerRegistered } from './account.js'
import { ItemReady, Order, OrderCreated, OrderReady, OrderShipped, OrderViewed, type Item } from './order.js'

export interface CreateOrder {
  readonly id: string
  readonly items: readonly Item[]
}
export interface MarkItemReady {
  readonly orderId: string
  readonly name: string
  readonly version: number
}
export interface OrderStatus {
  readonly isReady: boolean
}
export class ShipmentWanted extends Data<{ orderId: string }> {}

export class CreateOrderEndpoint {
  @Post('/orders')
  static create(command: CreateOrder): StartStream<Order> {
    return startStream(Order, command.id, new OrderCreated({ items: command.items }))
  }
}

/** The body names the order, and says which version of it was seen. */
@AggregateHandler()
export class MarkItemReadyEndpoint {
  static validate(order: Order): ProblemDetails<409> | undefined {
    return order.shippedAt === null
      ? undefined
      : problem({ status: 409, detail: 'It is on its way' })
  }

  @Post('/orders/item-ready')
  static post(command: MarkItemReady, order: Readonly<Order>): [OrderStatus, Events<ItemReady | OrderReady>] {
    const ready = new ItemReady({ name: command.name })
    const others = order.items.filter((item) => item.name !== command.name)
    const isReady = others.every((item) => item.ready)
    return [{ isReady }, isReady ? [ready, new OrderReady()] : [ready]]
  }
}

/** An event is no body. */
@AggregateHandler()
export class ShipOrderEndpoint {
  @OnMissing('problem-400', 'No such order')
  @Post('/orders/:orderId/ship')
  static ship(order: Readonly<Order>): OrderShipped | null {
    return order.shippedAt === null ? new OrderShipped({ at: new Date(0) }) : null
  }
}

export class ViewOrderEndpoint {
  @Get('/orders/:id')
  static get(order: ReadAggregate<Order>): Order {
    return order
  }

  @ConsistentAggregate()
  @Post('/orders/:id/views')
  static view(command: { readonly by: string }, order: Order): [UpdatedAggregate<Order>, OrderViewed] {
    void order
    return [new UpdatedAggregate(Order), new OrderViewed({ by: command.by })]
  }
}

export class MoveMoneyEndpoint {
  static load(command: MoveMoney, session: QuerySession): Promise<Customer | null> {
    return session.events.fetchLatest(Customer, command.customerId)
  }

  @EmptyResponse()
  @Post('/transfers')
  static post(
    command: MoveMoney,
    customer: Customer,
    from: WriteAggregate<EventStream<Account>, 'fromAccount'>,
    to: WriteAggregate<EventStream<Account>, 'toAccount'>,
  ): OutgoingMessages<ShipmentWanted> {
    void customer
    from.append(new MoneyMoved({ amount: -command.amount }))
    to.append(new MoneyMoved({ amount: command.amount }))
    return outgoing(new ShipmentWanted({ orderId: command.fromAccount }))
  }
}

export interface MoveMoney {
  readonly customerId: string
  readonly fromAccount: string
  readonly toAccount: string
  readonly amount: number
}

/** It decides itself what a missing account is. */
export class OpenAccountHandler {
  static async *handle(
    command: OpenAccount,
    account: WriteAggregate<Account> | null,
  ): AsyncEvents<AccountOpened> {
    if (account === null) yield new AccountOpened({ owner: command.owner })
  }
}
export class OpenAccount extends Data<{ accountId: string; owner: string }> {}

export class RegisterCustomerEndpoint {
  @Post('/customers/:customerId')
  static post(event: CustomerRegistered, customer: EventStream<Customer>): string {
    customer.append(event)
    return customer.id
  }
}

export class ShipmentWantedHandler {
  static handle(message: ShipmentWanted): void {
    void message
  }
}
