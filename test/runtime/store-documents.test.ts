import { randomInt } from 'node:crypto'
import { ConcurrencyError, copy } from '@critter/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  Account,
  Customer,
  openTestStore,
  Todo,
  Unknown,
  type TestStore,
} from '../support/store.js'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

let lastId = 0
const nextId = () => ++lastId

async function stored(id: number): Promise<{ name: string; revision: number } | undefined> {
  const { rows } = await store.pool.query<{ name: string; revision: number }>(
    `select data ->> 'name' as name, revision from critter.doc_todo where tenant = '' and id = $1`,
    [id],
  )
  return rows[0]
}

async function save(todo: Todo): Promise<void> {
  const session = store.openSession()
  session.store(Todo, todo)
  await session.saveChanges()
}

test('a stored document is loaded as an instance of its class', async () => {
  const id = nextId()
  await save(new Todo({ id, name: 'milk', due: new Date('2026-12-24T00:00:00Z') }))

  const todo = await store.openSession().load(Todo, id)

  expect(todo).toEqual(new Todo({ id, name: 'milk', due: new Date('2026-12-24T00:00:00Z') }))
  expect(todo?.title).toBe(`${id}: milk`)
})

test('a document that is not there is null', async () => {
  expect(await store.openSession().load(Todo, -1)).toBeNull()
})

test('many are loaded in the order of their ids, each once, without those that are missing', async () => {
  const [a, b] = [nextId(), nextId()]
  await save(new Todo({ id: a, name: 'a' }))
  await save(new Todo({ id: b, name: 'b' }))

  const todos = await store.openSession().loadMany(Todo, [b, -1, a, b])

  expect(todos.map((todo) => todo.name)).toEqual(['b', 'a'])
  expect(await store.openSession().loadMany(Todo, [])).toEqual([])
})

test('ids are text, numbers and bigints', async () => {
  const session = store.openSession()
  session.store(Customer, new Customer({ id: `o'"\\{},NULL`, name: 'quoted' }))
  session.store(Todo, new Todo({ id: 0.1 + 0.2, name: 'fraction' }))
  session.store(Account, new Account({ id: 9_007_199_254_740_993n, balance: 5n }))
  await session.saveChanges()

  expect((await session.load(Customer, `o'"\\{},NULL`))?.name).toBe('quoted')
  expect(await session.loadMany(Customer, [`o'"\\{},NULL`])).toHaveLength(1)
  expect((await session.load(Todo, 0.30000000000000004))?.name).toBe('fraction')
  expect((await session.load(Account, 9_007_199_254_740_993n))?.balance).toBe(5n)
})

test('an id of another type, or that Postgres cannot hold, is refused by name', async () => {
  const session = store.openSession()

  await expect(session.load(Todo, 'one' as never)).rejects.toThrow(
    'expected a finite number, found a string',
  )
  await expect(session.load(Todo, Number.NaN)).rejects.toMatchObject({ code: 'ERR_INVALID_VALUE' })
  await expect(session.load(Customer, 'a\0b')).rejects.toThrow('U+0000')
  await expect(session.load(Customer, 'a\ud800')).rejects.toThrow('lone surrogate')
  await expect(session.load(Customer, 'x'.repeat(513))).rejects.toThrow('at most 512 characters')
  await expect(session.load(Account, 2n ** 63n)).rejects.toThrow('a bigint of 64 bits')
  expect(() => {
    session.store(Todo, { name: 'no id' } as never)
  }).toThrow('found undefined')
})

test('an id and a tenant that are as long as they may be fit into the index', async () => {
  // Three bytes each, and in no order that Postgres could compress.
  const text = (length: number) =>
    Array.from({ length }, () => String.fromCharCode(randomInt(0x4e00, 0x9fff))).join('')
  const [id, tenant] = [text(341), text(341)]
  const session = store.openSession({ tenant })

  session.store(Customer, new Customer({ id, name: 'long' }))
  await session.saveChanges()

  expect((await session.load(Customer, id))?.name).toBe('long')
  expect(() => {
    session.store(Customer, new Customer({ id: text(512), name: 'longer' }))
  }).toThrow('at most 1024 bytes of UTF-8, found 1536')
  expect(() => store.openSession({ tenant: text(512) })).toThrow('at most 1024 bytes')
})

test('text within a document that Postgres cannot hold is refused by name', async () => {
  for (const name of ['a\0b', 'a\ud800b']) {
    const session = store.openSession()
    session.store(Customer, new Customer({ id: 'c-text', name }))

    const saved = session.saveChanges()

    await expect(saved).rejects.toMatchObject({ code: 'ERR_INVALID_VALUE' })
    await expect(saved).rejects.toThrow('a document Customer: expected well-formed text')
  }
})

test('a class nobody generated code for says what to run', async () => {
  const session = store.openSession()

  await expect(session.load(Unknown, '1')).rejects.toMatchObject({
    code: 'ERR_UNKNOWN_DOCUMENT',
    message: expect.stringContaining('run "critter codegen"'.slice(4)) as string,
  })
  expect(() => {
    session.store(Unknown, new Unknown({ id: '1' }))
  }).toThrow('Unknown')
  expect(() => session.query(Unknown)).toThrow('Unknown')
})

test('a query class that was not compiled is refused', async () => {
  class GetOpenTodos {
    query = () => ({}) as never
  }

  await expect(store.openSession().query(new GetOpenTodos())).rejects.toMatchObject({
    code: 'ERR_QUERY_NOT_COMPILED',
    typeName: 'GetOpenTodos',
    message:
      'The query GetOpenTodos is not compiled. Export the class, let it implement CompiledQuery or CompiledListQuery, and run "critter codegen".',
  })
})

test('tenants do not see each other', async () => {
  const id = nextId()
  const one = store.openSession({ tenant: 'one' })
  const two = store.openSession({ tenant: 'two' })
  one.insert(Todo, new Todo({ id, name: 'of one' }))
  two.insert(Todo, new Todo({ id, name: 'of two' }))
  await Promise.all([one.saveChanges(), two.saveChanges()])

  expect((await one.load(Todo, id))?.name).toBe('of one')
  expect((await two.query(Todo).where('id', '=', id).first())?.name).toBe('of two')
  expect(await store.openSession().load(Todo, id)).toBeNull()
})

test('two stores of one id leave the last, as one revision', async () => {
  const id = nextId()
  await save(new Todo({ id, name: 'before' }))
  const { revision } = (await stored(id))!
  const session = store.openSession()

  session.store(Todo, new Todo({ id, name: 'first' }))
  session.store(Todo, new Todo({ id, name: 'second' }))
  await session.saveChanges()

  expect(await stored(id)).toEqual({ name: 'second', revision: revision + 1 })
})

test('a store and then a delete leave nothing', async () => {
  const id = nextId()
  await save(new Todo({ id, name: 'before' }))
  const session = store.openSession()

  session.store(Todo, new Todo({ id, name: 'stored' }))
  session.delete(Todo, id)
  await session.saveChanges()

  expect(await stored(id)).toBeUndefined()
})

test('an insert and then an update insert what the update says', async () => {
  const id = nextId()
  const session = store.openSession()

  session.insert(Todo, new Todo({ id, name: 'inserted' }))
  session.update(Todo, new Todo({ id, name: 'updated' }))
  await session.saveChanges()

  expect(await stored(id)).toMatchObject({ name: 'updated' })
})

test('an insert and then a delete write nothing, and still need the id to be free', async () => {
  const [free, taken] = [nextId(), nextId()]
  await save(new Todo({ id: taken, name: 'taken' }))
  const session = store.openSession()
  session.insert(Todo, new Todo({ id: free, name: 'x' }))
  session.delete(Todo, free)
  await session.saveChanges()

  session.insert(Todo, new Todo({ id: taken, name: 'x' }))
  session.delete(Todo, taken)

  await expect(session.saveChanges()).rejects.toMatchObject({ code: 'ERR_DOCUMENT_EXISTS' })
  expect(await stored(free)).toBeUndefined()
  expect(await stored(taken)).toMatchObject({ name: 'taken' })
})

test('a delete and then an insert replace the document', async () => {
  const id = nextId()
  await save(new Todo({ id, name: 'before' }))
  const { revision } = (await stored(id))!
  const session = store.openSession()

  session.delete(Todo, id)
  session.insert(Todo, new Todo({ id, name: 'after' }))
  await session.saveChanges()

  expect(await stored(id)).toEqual({ name: 'after', revision: revision + 1 })
})

test('an update and then a delete need the document to be there', async () => {
  const id = nextId()
  const session = store.openSession()

  session.update(Todo, new Todo({ id, name: 'x' }))
  session.delete(Todo, id)

  await expect(session.saveChanges()).rejects.toMatchObject({ code: 'ERR_DOCUMENT_MISSING' })
})

test('what cannot follow in one unit is refused at once', () => {
  const session = store.openSession()
  session.store(Todo, new Todo({ id: 1, name: 'x' }))
  session.delete(Todo, 2)

  expect(() => {
    session.insert(Todo, new Todo({ id: 1, name: 'y' }))
  }).toThrow('There is a Todo "1" already')
  expect(() => {
    session.update(Todo, new Todo({ id: 2, name: 'y' }))
  }).toThrow('There is no Todo "2" to update')
})

test('an insert of a taken id is a conflict that names it', async () => {
  const id = nextId()
  await save(new Todo({ id, name: 'before' }))
  const session = store.openSession()
  session.insert(Todo, new Todo({ id, name: 'again' }))

  const saved = session.saveChanges()

  await expect(saved).rejects.toThrow(ConcurrencyError)
  await expect(saved).rejects.toMatchObject({
    kind: 'document',
    code: 'ERR_DOCUMENT_EXISTS',
    documentType: 'Todo',
    id: String(id),
  })
  expect(await stored(id)).toMatchObject({ name: 'before' })
})

test('an update of a missing document is a conflict that names it', async () => {
  const session = store.openSession()
  session.update(Todo, new Todo({ id: -7, name: 'x' }))

  await expect(session.saveChanges()).rejects.toMatchObject({
    kind: 'document',
    code: 'ERR_DOCUMENT_MISSING',
    id: '-7',
  })
})

test('a delete of a missing document is none', async () => {
  const session = store.openSession()
  session.delete(Todo, -8)

  await session.saveChanges()
})

test.each([
  ['load', (id: number) => store.openSession().load(Todo, id)],
  ['loadMany', async (id: number) => (await store.openSession().loadMany(Todo, [id]))[0]],
])('%s reads a document with all its members', async (_, read) => {
  const id = nextId()
  await save(new Todo({ id, name: 'x', priority: null }))

  expect(await read(id)).toEqual(new Todo({ id, name: 'x', priority: null }))
})

const reads = {
  load: (id: number) => async (session: ReturnType<TestStore['openSession']>) =>
    (await session.load(Todo, id))!,
  loadMany: (id: number) => async (session: ReturnType<TestStore['openSession']>) =>
    (await session.loadMany(Todo, [id]))[0]!,
  query: (id: number) => async (session: ReturnType<TestStore['openSession']>) =>
    (await session.query(Todo).where('id', '=', id).first())!,
}

test.each(Object.entries(reads))(
  'a document read by %s and changed by somebody else is not overwritten',
  async (_, read) => {
    const id = nextId()
    await save(new Todo({ id, name: 'before' }))
    const { revision } = (await stored(id))!
    const writes = [
      (session: ReturnType<TestStore['openSession']>, todo: Todo) => {
        session.store(Todo, copy(todo, { name: 'mine' }))
      },
      (session: ReturnType<TestStore['openSession']>, todo: Todo) => {
        session.update(Todo, copy(todo, { name: 'mine' }))
      },
      (session: ReturnType<TestStore['openSession']>) => {
        session.delete(Todo, id)
      },
    ]

    for (const write of writes) {
      const session = store.openSession()
      const todo = await read(id)(session)
      await save(new Todo({ id, name: 'theirs' }))
      write(session, todo)
      await expect(session.saveChanges()).rejects.toMatchObject({
        kind: 'document',
        code: 'ERR_DOCUMENT_CHANGED',
        id: String(id),
      })
    }

    expect(await stored(id)).toEqual({ name: 'theirs', revision: revision + 3 })
  },
)

test('a document that was deleted by somebody else is not brought back', async () => {
  const id = nextId()
  await save(new Todo({ id, name: 'before' }))
  const session = store.openSession()
  const todo = (await session.load(Todo, id))!
  const other = store.openSession()
  other.delete(Todo, id)
  await other.saveChanges()

  session.store(Todo, todo)

  await expect(session.saveChanges()).rejects.toMatchObject({ code: 'ERR_DOCUMENT_CHANGED' })
  expect(await stored(id)).toBeUndefined()
})

test.each(['store', 'insert', 'many'])(
  'a document that somebody else deleted and made anew (%s) is not overwritten',
  async (how) => {
    const id = nextId()
    await save(new Todo({ id, name: 'before' }))
    const session = store.openSession()
    const todo = (await session.load(Todo, id))!
    const other = store.openSession()
    other.delete(Todo, id)
    await other.saveChanges()
    const again = store.openSession()
    if (how === 'store') again.store(Todo, new Todo({ id, name: 'theirs' }))
    else again.insert(Todo, new Todo({ id, name: 'theirs' }))
    if (how === 'many') {
      for (let i = 0; i < 20; i++) again.insert(Todo, new Todo({ id: nextId(), name: 'more' }))
    }
    await again.saveChanges()

    session.store(Todo, copy(todo, { name: 'mine' }))

    await expect(session.saveChanges()).rejects.toThrow(ConcurrencyError)
    expect(await stored(id)).toMatchObject({ name: 'theirs' })
  },
)

test('an insert is guarded by the session that made it, and each update counts one', async () => {
  const id = nextId()
  const session = store.openSession()
  session.insert(Todo, new Todo({ id, name: 'mine' }))
  await session.saveChanges()
  const { revision } = (await stored(id))!
  session.update(Todo, new Todo({ id, name: 'mine again' }))
  await session.saveChanges()
  expect(await stored(id)).toEqual({ name: 'mine again', revision: revision + 1 })
  await save(new Todo({ id, name: 'theirs' }))

  session.store(Todo, new Todo({ id, name: 'mine' }))

  await expect(session.saveChanges()).rejects.toThrow(ConcurrencyError)
  expect(await stored(id)).toEqual({ name: 'theirs', revision: revision + 2 })
})

test('a document that was not there when it was loaded is not overwritten by a store', async () => {
  const id = nextId()
  const session = store.openSession()
  expect(await session.load(Todo, id)).toBeNull()
  await save(new Todo({ id, name: 'theirs' }))

  session.store(Todo, new Todo({ id, name: 'mine' }))

  await expect(session.saveChanges()).rejects.toMatchObject({ code: 'ERR_DOCUMENT_CHANGED' })
  expect(await stored(id)).toMatchObject({ name: 'theirs' })
})

test('a document that was not there when it was loaded is stored where nobody was faster', async () => {
  const id = nextId()
  const session = store.openSession()
  expect(await session.loadMany(Todo, [id])).toEqual([])

  session.store(Todo, new Todo({ id, name: 'mine' }))
  await session.saveChanges()

  expect(await stored(id)).toMatchObject({ name: 'mine' })
})

test('a later read in one unit does not hide that the first was overtaken', async () => {
  const id = nextId()
  await save(new Todo({ id, name: 'before' }))
  const session = store.openSession()
  const todo = (await session.load(Todo, id))!
  await save(new Todo({ id, name: 'theirs' }))
  await session.query(Todo).where('id', '=', id).toArray()

  session.store(Todo, copy(todo, { name: 'mine' }))

  await expect(session.saveChanges()).rejects.toMatchObject({ code: 'ERR_DOCUMENT_CHANGED' })
})

test('what was read before a thousand others is guarded by the revision it had then', async () => {
  const ids = Array.from({ length: 1001 }, nextId)
  const writer = store.openSession()
  for (const id of ids) writer.insert(Todo, new Todo({ id, name: 'before' }))
  await writer.saveChanges()
  const session = store.openSession()
  const [first] = await session.loadMany(Todo, ids)
  await save(new Todo({ id: first!.id, name: 'theirs' }))
  await session.loadMany(Todo, ids)

  session.store(Todo, copy(first!, { name: 'mine' }))

  await expect(session.saveChanges()).rejects.toMatchObject({ code: 'ERR_DOCUMENT_CHANGED' })
})

test('after a conflict the same session loads again and succeeds, and not without loading', async () => {
  const id = nextId()
  await save(new Todo({ id, name: 'before' }))
  const { revision } = (await stored(id))!
  const session = store.openSession()
  const old = (await session.load(Todo, id))!
  await save(new Todo({ id, name: 'theirs' }))
  session.store(Todo, copy(old, { name: 'mine' }))
  await expect(session.saveChanges()).rejects.toThrow(ConcurrencyError)

  session.store(Todo, copy(old, { name: 'mine' }))
  await expect(session.saveChanges()).rejects.toThrow(ConcurrencyError)

  const now = (await session.load(Todo, id))!
  session.store(Todo, copy(now, { name: `${now.name} and mine` }))
  await session.saveChanges()
  expect(await stored(id)).toEqual({ name: 'theirs and mine', revision: revision + 2 })
})

test('a session is used for one unit after another', async () => {
  const [a, b] = [nextId(), nextId()]
  await save(new Todo({ id: b, name: 'b' }))
  const session = store.openSession()
  const guarded = (await session.load(Todo, b))!
  session.insert(Todo, new Todo({ id: a, name: 'one' }))
  await session.saveChanges()
  session.store(Todo, new Todo({ id: a, name: 'two' }))
  await session.saveChanges()
  session.store(Todo, new Todo({ id: a, name: 'three' }))
  await session.saveChanges()
  expect(await stored(a)).toMatchObject({ name: 'three' })

  // Loaded before the first unit, and guarded still.
  await save(new Todo({ id: b, name: 'theirs' }))
  session.store(Todo, guarded)
  await expect(session.saveChanges()).rejects.toThrow(ConcurrencyError)
})

test('what happens to an object after it was stored is not stored', async () => {
  const todo = { id: nextId(), name: 'as it was' }
  const session = store.openSession()
  session.store(Todo, todo as Todo)
  todo.name = 'changed'
  await session.saveChanges()

  expect((await stored(todo.id))?.name).toBe('as it was')
})

test('two saves at once write two units, one after the other', async () => {
  const id = nextId()
  const session = store.openSession()

  session.insert(Todo, new Todo({ id, name: 'first' }))
  const first = session.saveChanges()
  session.update(Todo, new Todo({ id, name: 'second' }))
  await Promise.all([first, session.saveChanges()])

  expect(await stored(id)).toMatchObject({ name: 'second' })
})

test('fifty concurrent increments lose none', async () => {
  const id = nextId()
  await save(new Todo({ id, name: 'counter', priority: 0 }))
  let conflicts = 0
  const increment = async () => {
    for (;;) {
      const session = store.openSession()
      const todo = (await session.load(Todo, id))!
      session.store(Todo, copy(todo, { priority: todo.priority! + 1 }))
      try {
        await session.saveChanges()
        return
      } catch (error) {
        expect(error).toBeInstanceOf(ConcurrencyError)
        conflicts++
      }
    }
  }

  await Promise.all(Array.from({ length: 50 }, increment))

  expect((await store.openSession().load(Todo, id))?.priority).toBe(50)
  expect(conflicts).toBeGreaterThan(0)
})

test('many documents of one unit are written in batches, in order and all', async () => {
  const ids = Array.from({ length: 25 }, nextId)
  const session = store.openSession()
  for (const id of ids) session.insert(Todo, new Todo({ id, name: `"${id}"\\{}` }))
  session.store(Customer, new Customer({ id: 'batch', name: 'x' }))
  await session.saveChanges()

  for (const id of ids) session.store(Todo, new Todo({ id, name: 'second' }))
  session.delete(Todo, ids[12]!)
  await session.saveChanges()

  const todos = await session.loadMany(Todo, ids)
  expect(todos).toHaveLength(24)
  expect(todos.every((todo) => todo.name === 'second')).toBe(true)
})

test('one taken id of a batch of inserts refuses all of it, by name', async () => {
  const ids = Array.from({ length: 25 }, nextId)
  await save(new Todo({ id: ids[20]!, name: 'taken' }))
  const session = store.openSession()
  for (const id of ids) session.insert(Todo, new Todo({ id, name: 'x' }))

  await expect(session.saveChanges()).rejects.toMatchObject({
    code: 'ERR_DOCUMENT_EXISTS',
    id: String(ids[20]),
  })
  expect(await session.loadMany(Todo, ids)).toHaveLength(1)
})
