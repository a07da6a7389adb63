import { expect, test } from 'vitest'
import { ProblemDetailsUsageEndpoint } from '../src/problems/number.endpoint.js'
import { StartOrderEndpoint } from '../src/orders/start-order.endpoint.js'
import { OrderCreated } from '../src/orders/order.js'
import { Provider, ProviderJoined } from '../src/telehealth/model.js'
import { StartProviderShiftEndpoint } from '../src/telehealth/start-provider-shift.endpoint.js'
import { CreateTodoEndpoint } from '../src/todos/todos.endpoints.js'
import { UpdateTodoEndpoint } from '../src/todos/update-todo.endpoint.js'

const board = { id: 'b-1', state: 'TX', specialty: 'pediatrics' }
const provider = new Provider({ id: 'p-1', states: ['TX'], specialties: ['pediatrics'] })

test('a todo is stored with its new name', () => {
  const todo = { id: 1, name: 'milk', isComplete: false }

  const effect = UpdateTodoEndpoint.put({ name: 'oat milk', isComplete: true }, todo)

  expect(effect.document).toEqual({ id: 1, name: 'oat milk', isComplete: true })
})

test('a new todo answers where it is', () => {
  const [response, insert] = CreateTodoEndpoint.create({ id: 7, name: 'milk' })

  expect(response.location).toBe('/todos/7')
  expect(insert.document).toEqual({ id: 7, name: 'milk', isComplete: false })
  expect(CreateTodoEndpoint.validate({ id: 7, name: ' ' })).toEqual({ name: 'must say something' })
})

test('a number above five is a problem', () => {
  expect(ProblemDetailsUsageEndpoint.before({ number: 6 })?.detail).toBe('Number is bigger than 5')
  expect(ProblemDetailsUsageEndpoint.before({ number: 5 })).toBeUndefined()
})

test('an eligible provider joins the board', () => {
  const [response, shift] = StartProviderShiftEndpoint.create(board, provider, 's-1')

  expect(response.body.shiftId).toBe('s-1')
  expect(shift.events).toEqual([new ProviderJoined({ boardId: 'b-1', providerId: 'p-1' })])
})

test('an ineligible provider is a problem that names both', () => {
  const problem = StartProviderShiftEndpoint.validate(provider, { ...board, state: 'OK' })

  expect(problem?.status).toBe(400)
  expect(problem?.extensions).toEqual({ providerId: 'p-1', boardId: 'b-1' })
})

test('an order starts its stream under the id of the command', () => {
  const [status, stream] = StartOrderEndpoint.startOrder4({ id: 'o-1', items: ['Socks'] })

  expect(status).toEqual({ orderId: 'o-1', isReady: false })
  expect(stream.events[0]).toEqual(new OrderCreated({ items: [{ name: 'Socks', ready: false }] }))
})
