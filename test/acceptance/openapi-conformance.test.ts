// Provokes each answer of each example endpoint: all of them are documented as they are, and what is documented can happen.
import {
  startApp,
  type TestApp,
  type TestRequest,
  type TestResponse,
} from '@critter/runtime/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@critter/runtime'
import { ordersApp } from '../../examples/orders/src/app/app.js'
import { openapi as orders } from '../../examples/orders/src/generated/critter/openapi.js'
import { reservationsApp } from '../../examples/reservations/src/app/app.js'
import { openapi as reservations } from '../../examples/reservations/src/generated/critter/openapi.js'
import { DailyRoomTypeAvailability } from '../../examples/reservations/src/reservations/reservation.js'
import { telehealthApp } from '../../examples/telehealth/src/app/app.js'
import { openapi as telehealth } from '../../examples/telehealth/src/generated/critter/openapi.js'
import { Board, Provider } from '../../examples/telehealth/src/telehealth/model.js'
import { todosApp } from '../../examples/todos/src/app/app.js'
import { openapi as todos } from '../../examples/todos/src/generated/critter/openapi.js'
import { Todo } from '../../examples/todos/src/todos/todo.js'
import { runSample, type RunningSample } from '../support/run-sample.js'
import { collide } from './support/collide.js'
import { Conformance } from './support/conformance.js'

const bodyLimit = 2000
let database = ''

describe('todos', () => {
  const conformance = new Conformance(todos)
  const provoke = provoker(conformance, todosApp)

  test('GET /todos answers what its document says', async () => {
    await provoke('GET /todos', '/todos', [[200], [400, { query: { page: 'one' } }], refusesJson])
  })

  test('POST /todos answers what its document says', async () => {
    await provoke('POST /todos', '/todos', [
      [201, { json: { id: 10, name: 'milk' } }],
      [409, { json: { id: 10, name: 'more milk' } }],
      [400, { json: { id: 11, name: ' ' } }],
      ...badBodies,
    ])
  })

  test('GET /todos/{id} answers what its document says', async () => {
    await store(Todo, { id: 20, name: 'bread', isComplete: false })

    await provoke('GET /todos/{id}', '/todos/20', [[200], refusesJson])
    await provoke('GET /todos/{id}', '/todos/four', [[404]])
    await provoke('GET /todos/{id}', '/todos/404', [[404]])
  })

  const update = { json: { name: 'tea', isComplete: true } }

  test('PUT /todos/{id} answers what its document says', async () => {
    await store(Todo, { id: 30, name: 'coffee', isComplete: false })

    await provoke('PUT /todos/{id}', '/todos/30', [[204, update], ...badBodies])
    await provoke('PUT /todos/{id}', '/todos/404', [[404, update]])
    const beaten = await collide(database, { table: 'doc_todo', id: 30 }, () =>
      app.put('/todos/30', { ...update, status: 409 }),
    )
    conformance.check('PUT /todos/{id}', beaten)
  })

  test('PATCH /todos/{id}/name answers what its document says', async () => {
    await store(Todo, { id: 40, name: 'rice', isComplete: false })
    const renamed = { json: { name: 'basmati' }, headers: { 'x-user': 'alice' } }
    const path = '/todos/{id}/name'

    await provoke(`PATCH ${path}`, '/todos/40/name', [
      [204, renamed],
      [400, { json: { name: 'basmati' } }],
      ...badBodies.map(([status, { headers, ...rest } = {}]): Provocation => {
        return [status, { ...rest, headers: { ...headers, 'x-user': 'alice' } }]
      }),
    ])
    await provoke(`PATCH ${path}`, '/todos/404/name', [[404, renamed]])
    const beaten = await collide(database, { table: 'doc_todo', id: 40 }, () =>
      app.patch('/todos/40/name', { ...renamed, status: 409 }),
    )
    conformance.check(`PATCH ${path}`, beaten)
  })

  test('DELETE /todos/{id} answers what its document says', async () => {
    await store(Todo, { id: 50, name: 'ice', isComplete: false })

    const beaten = await collide(database, { table: 'doc_todo', id: 50 }, () =>
      app.delete('/todos/50', { status: 409 }),
    )
    conformance.check('DELETE /todos/{id}', beaten)
    await provoke('DELETE /todos/{id}', '/todos/50', [[204], [404]])
  })

  test('POST /problems answers what its document says', async () => {
    await provoke('POST /problems', '/problems', [
      [200, { json: { number: 5 } }],
      [400, { json: { number: 6 } }],
      ...badBodies,
    ])
  })

  test('every documented answer was given', () => {
    expect(conformance.given).toEqual(conformance.documented)
  })
})

describe('telehealth', () => {
  const conformance = new Conformance(telehealth)
  const provoke = provoker(conformance, telehealthApp)
  const joined = { json: { boardId: 'b-1', providerId: 'p-1' } }
  const nowhere = { json: { boardId: 'nowhere', providerId: 'p-1' } }

  beforeAll(async () => {
    await store(Board, { id: 'b-1', state: 'TX', specialty: 'pediatrics' })
    await store(Board, { id: 'b-ok', state: 'OK', specialty: 'pediatrics' })
    await store(Provider, new Provider({ id: 'p-1', states: ['TX'], specialties: ['pediatrics'] }))
  })

  test('POST /shift/start answers what its document says', async () => {
    await provoke('POST /shift/start', '/shift/start', [
      [201, joined],
      [400, nowhere],
      [400, { json: { boardId: 'b-ok', providerId: 'p-1' } }],
      ...badBodies,
    ])
  })

  test('POST /shift/start-as-reads answers what its document says', async () => {
    const path = '/shift/start-as-reads'
    await provoke(`POST ${path}`, path, [[200, joined], [400, nowhere], ...badBodies])
  })

  test('POST /shift/start-as-tuple answers what its document says', async () => {
    const path = '/shift/start-as-tuple'
    await provoke(`POST ${path}`, path, [[200, joined], ...badBodies])
    // Its type is `HttpResult`, so the document does not know the status.
    conformance.check(`POST ${path}`, await app.post(path, { ...nowhere, status: 400 }), 'default')
  })

  test('every documented answer was given', () => {
    // The types say that a board may be missing beside no result; the body of `load` never does that.
    const neverSo = ['POST /shift/start-as-tuple 404']

    expect([...conformance.given, ...neverSo].sort()).toEqual(conformance.documented)
  })
})

describe('reservations', () => {
  const conformance = new Conformance(reservations)
  const provoke = provoker(conformance, reservationsApp)
  const reservation = {
    roomType: 'single',
    from: '2026-12-01',
    to: '2026-12-03',
    guestId: 'g-1',
    numberOfPeople: 1,
  }

  test('POST /api/reservations answers what its document says', async () => {
    await store(DailyRoomTypeAvailability, {
      id: 'king 2026-12-02',
      roomType: 'king',
      date: '2026-12-02',
      availableRooms: 0,
    })

    await provoke('POST /api/reservations', '/api/reservations', [
      [201, { json: reservation }],
      [400, { json: { ...reservation, numberOfPeople: 0 } }],
      [409, { json: { ...reservation, roomType: 'king' } }],
      ...badBodies,
    ])
  })

  test('every documented answer was given', () => {
    expect(conformance.given).toEqual(conformance.documented)
  })
})

describe('orders', () => {
  const conformance = new Conformance(orders)
  const provoke = provoker(conformance, ordersApp)

  test('POST /orders/create4 answers what its document says', async () => {
    const order = { id: newId(), items: ['socks'] }

    await provoke('POST /orders/create4', '/orders/create4', [
      [200, { json: order }],
      [400, { json: order }],
      refusesJson,
      ...badBodies,
    ])
  })

  test('what a policy answers is described beside what the request may be', () => {
    expect(conformance.descriptionOf('POST /orders/create4', '400')).toBe(
      'The request is not valid. It exists already.',
    )
  })

  test('every documented answer was given', () => {
    expect(conformance.given).toEqual(conformance.documented)
  })
})

describe('files, and middleware of one endpoint', () => {
  let sample: RunningSample
  let conformance: Conformance

  beforeAll(async () => {
    sample = await runSample('takes-files-by-name', { uploads: { bytes: bodyLimit } })
    const { openapi } = await sample.module('generated/openapi.ts')
    conformance = new Conformance(openapi as object)
  })
  afterAll(() => sample[Symbol.asyncDispose]())

  const photo = (type = 'image/png', text = '…') => {
    const form = new FormData()
    form.append('photo', new File([text], 'a', { type }))
    return form
  }
  const send = async (operation: string, path: string, status: number, init: RequestInit = {}) => {
    const response = await sample.send(path, { method: operation.split(' ')[0]!, ...init })
    expect(response.status).toBe(status)
    const { headers } = response
    conformance.check(operation, { status, headers, text: await response.text() })
  }

  test('PUT /gallery/{place} answers what its document says', async () => {
    const put = (status: number, body: RequestInit['body'], more: Record<string, string> = {}) => {
      const headers = { 'x-key': 'secret', ...more }
      return send('PUT /gallery/{place}', '/gallery/1', status, { body: body ?? null, headers })
    }

    await put(200, photo())
    await put(400, new FormData())
    await put(403, photo(), { 'x-key': 'none' })
    await put(406, photo(), { accept: 'text/html' })
    await put(413, photo('image/png', 'x'.repeat(bodyLimit)))
    await put(415, '{}', { 'content-type': 'application/json' })
    await put(422, photo('text/plain'))
    await send('PUT /gallery/{place}', '/gallery/first', 404, { body: photo() })
  })

  test('every documented answer of it was given', () => {
    const documented = conformance.documented.filter((each) => each.startsWith('PUT '))

    expect(conformance.given).toEqual(documented)
  })
})

// ─── how

type Provocation = readonly [status: number, request?: TestRequest]

const refusesJson: Provocation = [406, { headers: { accept: 'text/html' } }]
const badBodies: readonly Provocation[] = [
  [400],
  [400, { json: 'a text' }],
  [413, { json: 'x'.repeat(bodyLimit) }],
  [415, { form: { a: 'b' } }],
]

let app: TestApp

/** Starts the application for the tests of a `describe`, and returns what sends requests to it and checks the answers. */
function provoker(
  conformance: Conformance,
  build: (overrides: { readonly database?: string }) => ReturnType<typeof todosApp>,
) {
  beforeAll(async () => {
    app = await startApp(
      (overrides: { readonly database?: string; readonly bodyLimit?: number }) => {
        database = overrides.database ?? ''
        return build(overrides)
      },
      { bodyLimit },
    )
  })
  afterAll(() => app.stop())

  return async (operation: string, url: string, provocations: readonly Provocation[]) => {
    const verb = operation.split(' ')[0]!.toLowerCase() as
      'get' | 'post' | 'put' | 'patch' | 'delete'
    for (const [status, request = {}] of provocations) {
      const response: TestResponse = await app[verb](url, { ...request, status })
      conformance.check(operation, response)
    }
  }
}

async function store<T extends object>(type: new (...args: never) => T, document: NoInfer<T>) {
  const session = app.store.openSession()
  session.store(type, document)
  await session.saveChanges()
}
