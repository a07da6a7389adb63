// What TypeScript itself refuses, before the compiler is asked.
import {
  copy,
  Data,
  delayed,
  deleteDoc,
  Get,
  outgoing,
  problem,
  perExecution,
  Post,
  startStream,
  storeDoc,
  toEndpoint,
  withHeaders,
  type Delivery,
  type Duration,
  type MessageBus,
  type OutgoingMessages,
  type ProblemDetails,
  type QuerySession,
  type SideEffect,
  type StartStream,
} from '@critter/runtime'
import { defineConfig, localQueue, rabbitmqQueue, type ChainPolicy } from '@critter/cli'
import type { Broadcaster } from '../src/broadcast/broadcaster.js'
import { createApp } from '../src/generated/critter/index.js'
import { GenerateImage } from '../src/images/messages.js'
import { Order, OrderCreated, OrderShipped } from '../src/orders/order.js'
import { RoomReservation, RoomReserved } from '../src/reservations/reservation.js'
import { GetRoomTypeAvailabilityForPeriod } from '../src/reservations/room-type-availability.js'
import type { DailyRoomTypeAvailability } from '../src/reservations/reservation.js'
import { ImageSaga } from '../src/images/image-saga.js'
import { Provider } from '../src/telehealth/model.js'
import { Todo } from '../src/todos/todo.js'

declare const session: QuerySession
declare const bus: MessageBus
declare const provider: Provider

export const todo: Promise<Todo | null> = session.load(Todo, 1)
export const days: Promise<readonly DailyRoomTypeAvailability[]> = session.query(
  new GetRoomTypeAvailabilityForPeriod({ roomType: 'king', from: '2026-12-01', to: '2026-12-02' }),
)
export const stream: StartStream<Order> = startStream(Order, 'o-1', new OrderCreated({ items: [] }))
export const delivery: Delivery<GenerateImage> = withHeaders(
  delayed(toEndpoint(new GenerateImage({ prompt: '', imageId: '' }), 'mail'), { minutes: 1 }),
  { 'x-a': 'b' },
)
export const mixed: OutgoingMessages<GenerateImage | OrderShipped> = outgoing(
  new GenerateImage({ prompt: '', imageId: '' }),
  delayed(new OrderShipped({ at: new Date() }), { seconds: 5 }),
)
export const reply: Promise<Todo> = bus.invoke(new GenerateImage({ prompt: '', imageId: '' }), Todo)

// @ts-expect-error an id of the wrong kind
session.load(Todo, '1')
// @ts-expect-error a misspelt messaging endpoint
toEndpoint(new GenerateImage({ prompt: '', imageId: '' }), 'premum-processing')
// @ts-expect-error an event the aggregate does not apply
startStream(RoomReservation, 'r-1', new OrderCreated({ items: [] }))
// @ts-expect-error a stream without events
startStream(RoomReservation, 'r-1')
// @ts-expect-error a misspelt member of a problem
problem({ status: 400, detial: 'x' })
// @ts-expect-error a problem without a status
problem({ detail: 'x' })
// @ts-expect-error no time at all
export const none: Duration = {}
// @ts-expect-error a number says no unit
delayed(new GenerateImage({ prompt: '', imageId: '' }), 5000)
// @ts-expect-error a member the document does not have
storeDoc(Todo, { id: 1, name: 'x', isComplete: false, done: true })
// @ts-expect-error a spread loses the methods
storeDoc(Provider, { ...provider, id: 'x' })
storeDoc(Provider, copy(provider, { id: 'x' }))
// @ts-expect-error a misspelt member
copy(provider, { ids: 'x' })
// @ts-expect-error an id of the wrong kind
deleteDoc(Todo, 'x')
// @ts-expect-error records are read-only
new Todo({ id: 1, name: '', isComplete: false }).name = 'x'
// @ts-expect-error only the saga may complete itself
new ImageSaga({ id: 'x', customerId: 'y' }).markCompleted()
// @ts-expect-error limits make no sense without a buffer
localQueue({ mode: 'inline', limits: { max: 10 } })
// @ts-expect-error a service nobody supplies
createApp({ transports: { rabbitmq: { name: 'rabbitmq' } } })
export const config = defineConfig({ messaging: { endpoints: { a: rabbitmqQueue('a') } } })

export class Misuse {
  // @ts-expect-error a path begins with a slash
  @Get('todos') static list(): string {
    return ''
  }
  // @ts-expect-error a route on a field
  @Get('/x') readonly field: string = ''
}
export const reserved: typeof RoomReserved = RoomReserved

// Messages by name, for every kind of message.
await bus.publish('image-refused', { id: 'i-1', reason: 'dull' })
await bus.publish(new OrderShipped({ at: new Date() }))
// @ts-expect-error a member the message does not have
await bus.publish('image-refused', { id: 'i-1', reason: 'dull', currency: 'EUR' })
export const policy: ChainPolicy = (_chains, { method }) => {
  method<Broadcaster>('./src/broadcast/broadcaster.ts#Broadcaster', 'post')
  // @ts-expect-error a misspelt method
  method<Broadcaster>('./src/broadcast/broadcaster.ts#Broadcaster', 'pots')
}

// What is inferred when nothing is annotated is as good as an annotation.
export class Inferred {
  static load(todo: Todo | null) {
    return todo ? { todo } : problem({ status: 404, detail: 'No such todo' })
  }
  static async start(id: string) {
    return [{ id }, startStream(Order, id, new OrderCreated({ items: [] }))] as const
  }
  static send(premium: boolean) {
    return outgoing(new OrderShipped({ at: new Date() }), premium ? new GenerateImage({ prompt: '', imageId: '' }) : null)
  }
}
export const loaded: { todo: Todo } | ProblemDetails<404> = Inferred.load(null)
export const sent: OutgoingMessages<OrderShipped | GenerateImage> = Inferred.send(true)
createApp({
  services: { broadcastHub: perExecution((scope) => ({ sendBatch: async (messages) => scope.logger.info(`${messages.length}`) })) },
  transports: { rabbitmq: { name: 'rabbitmq' } },
  endpoints: { mail: { parallel: 8 } },
})
export class SendMail extends Data<{ to: string }> implements SideEffect {
  async execute(mailer: { send(to: string): Promise<void> }): Promise<void> {
    await mailer.send(this.to)
  }
}

// Without decorators, several endpoints in one class: the key is the method.
export class WithoutDecorators {
  static readonly routes = { list: Get('/boards'), start: Post('/shift/start') }
  static list(): string {
    return ''
  }
  static start(): void {
    return
  }
}
