import { copy } from '@critter/runtime'
import { expect, test } from 'vitest'
import {
  CancelOrderFulfillmentHandler,
  PaymentTimeoutHandler,
} from '../src/order-fulfillment-handlers/cancel.handlers.js'
import { PaymentConfirmedHandler } from '../src/order-fulfillment-handlers/continue.handlers.js'
import {
  OrderFulfillmentCancelled,
  PaymentConfirmed,
} from '../src/order-fulfillment-handlers/messages.js'
import { OrderFulfillment } from '../src/order-fulfillment-handlers/order-fulfillment.js'

const orderFulfillmentId = 'order-1'
const started = copy(new OrderFulfillment(), { id: orderFulfillmentId, totalAmount: 100 })

test('completion guard rejects a continue message after terminal state', () => {
  const completed = copy(started, { isCompleted: true })
  const payment = new PaymentConfirmed({ orderFulfillmentId, amount: 100 })

  expect([...PaymentConfirmedHandler.handle(payment, completed)]).toEqual([])
})

test('cancel on already terminal state is a no-op', () => {
  const completed = copy(started, { isCompleted: true })
  const command = { orderFulfillmentId, reason: 'Customer requested' }

  expect(CancelOrderFulfillmentHandler.handle(command, completed)).toBeNull()
})

test('unit timeout cancels when payment not yet confirmed', () => {
  expect(PaymentTimeoutHandler.handle({ orderFulfillmentId }, started)).toEqual(
    new OrderFulfillmentCancelled({ orderFulfillmentId, reason: 'Payment timed out' }),
  )
})
