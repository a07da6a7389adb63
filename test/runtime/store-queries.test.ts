import { afterAll, beforeAll, expect, test } from 'vitest'
import { Account, Customer, openTestStore, Todo, type TestStore } from '../support/store.js'

const todos = [
  new Todo({ id: 1, name: 'Äpfel', isComplete: true, priority: 10, due: new Date('2026-12-01') }),
  new Todo({ id: 2, name: 'apples', isComplete: false, priority: 9, due: new Date('2026-12-02') }),
  new Todo({ id: 3, name: 'Zitronen', isComplete: false, priority: null }),
  new Todo({ id: 4, name: `it's "quoted"\\`, priority: -1.5 }),
  new Todo({ id: 10, name: 'apples', isComplete: true, priority: 100 }),
]

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
  const session = store.openSession()
  for (const todo of todos) session.insert(Todo, todo)
  for (const [id, balance] of [
    [1n, 9n],
    [2n, 10n],
    [3n, 9_007_199_254_740_993n],
  ] as const) {
    session.insert(Account, new Account({ id, balance }))
  }
  await session.saveChanges()
})
afterAll(() => store.close())

const query = () => store.openSession().query(Todo)
const ids = async (asked: ReturnType<typeof query>) =>
  (await asked.toArray()).map((todo) => todo.id)

test('text is compared by equality, and by the codes of its characters', async () => {
  expect(await ids(query().where('name', '=', 'apples'))).toEqual([2, 10])
  expect(await ids(query().where('name', '=', `it's "quoted"\\`))).toEqual([4])
  expect(await ids(query().where('name', '<', 'a'))).toEqual([3])
  expect(await ids(query().where('name', '>=', 'it'))).toEqual([1, 4])
})

test('numbers are compared as numbers', async () => {
  expect(await ids(query().where('priority', '>', 9))).toEqual([1, 10])
  expect(await ids(query().where('priority', '<=', 9))).toEqual([2, 4])
  expect(await ids(query().where('priority', '=', -1.5))).toEqual([4])
})

test('bigints are compared exactly', async () => {
  const accounts = store.openSession().query(Account)

  expect((await accounts.where('balance', '>', 9n).toArray()).map((each) => each.id)).toEqual([
    2n,
    3n,
  ])
  expect(
    await store.openSession().query(Account).where('balance', '=', 9_007_199_254_740_992n).count(),
  ).toBe(0)
})

test('booleans and dates are compared as they are stored', async () => {
  expect(await ids(query().where('isComplete', '=', false))).toEqual([2, 3])
  expect(await ids(query().where('due', '>', new Date('2026-12-01T12:00:00Z')))).toEqual([2])
  expect(await ids(query().where('due', '=', new Date('2026-12-01')))).toEqual([1])
})

test('null stands for null and for absent', async () => {
  expect(await ids(query().where('priority', '=', null))).toEqual([3])
  expect(await ids(query().where('due', '=', null))).toEqual([3, 4, 10])
  expect(await ids(query().where('due', '!=', null))).toEqual([1, 2])
})

test('a document without the member is unequal to every value', async () => {
  expect(await ids(query().where('isComplete', '!=', true))).toEqual([2, 3, 4])
})

test('in takes any of several values, of several kinds, and none when there are none', async () => {
  expect(await ids(query().where('priority', 'in', [9, 100, null]))).toEqual([2, 3, 10])
  expect(await ids(query().where('name', 'in', ['apples', `it's "quoted"\\`]))).toEqual([2, 4, 10])
  expect(await ids(query().where('name', 'in', []))).toEqual([])
  expect(await ids(query().where('id', 'in', [10, 1, 77]))).toEqual([1, 10])
})

test('the id is compared as an id', async () => {
  expect(await ids(query().where('id', '>', 3))).toEqual([4, 10])
  expect(await ids(query().where('id', '!=', 3).where('id', '<', 10))).toEqual([1, 2, 4])
})

test('conditions add up, and alternatives are put in a group', async () => {
  const asked = query()
    .where('isComplete', '=', true)
    .anyOf(
      (either) => either.where('priority', '=', 100),
      (or) => or.where('name', '>', 'z').where('priority', '=', 10),
    )

  expect(await ids(asked)).toEqual([1, 10])
  expect(await ids(query().anyOf())).toEqual([])
})

test('an alternative without a condition is refused, it would let everything through', () => {
  expect(() => query().anyOf((either) => either)).toThrow(
    'expected a condition in every alternative',
  )
})

test('numbers are ordered as numbers, and what is missing comes last or first', async () => {
  expect(await ids(query().orderBy('priority'))).toEqual([4, 2, 1, 10, 3])
  expect(await ids(query().orderBy('priority', 'desc'))).toEqual([3, 10, 1, 2, 4])
})

test('text is ordered by the codes of its characters, and ties by id', async () => {
  expect(await ids(query().orderBy('name'))).toEqual([3, 2, 10, 4, 1])
  expect(await ids(query().orderBy('name', 'desc'))).toEqual([1, 4, 2, 10, 3])
  expect(await ids(query().orderBy('isComplete').orderBy('name'))).toEqual([3, 2, 10, 1, 4])
})

test('ids are ordered as ids, and are the order when there is no other', async () => {
  expect(await ids(query())).toEqual([1, 2, 3, 4, 10])
  expect(await ids(query().orderBy('id', 'desc'))).toEqual([10, 4, 3, 2, 1])
})

test('skip and take make pages; count does not look at them', async () => {
  const asked = query().orderBy('id').skip(1).take(2)

  expect(await ids(asked)).toEqual([2, 3])
  expect(await asked.count()).toBe(5)
  expect((await asked.first())?.id).toBe(2)
  expect(await ids(query().take(0))).toEqual([])
  expect(await query().where('name', '=', 'nobody').first()).toBeNull()
  expect(await query().where('name', '=', 'nobody').count()).toBe(0)
})

test('documents of a query are instances of their class', async () => {
  const [todo] = await query().where('id', '=', 1).toArray()

  expect(todo).toEqual(todos[0])
  expect(todo?.title).toBe('1: Äpfel')
})

test.each([
  `name') or true or ('' = '`,
  `x'; drop table critter.doc_todo; --`,
  `"`,
  `$1`,
  '\\',
  `a'::text`,
])('a member called %s finds nothing and breaks nothing', async (member) => {
  expect(
    await query()
      .where(member as 'name', '=', 'x')
      .orderBy(member as 'name')
      .toArray(),
  ).toEqual([])
  expect(await query().count()).toBe(5)
})

test('what cannot be compared is refused by name', () => {
  const refused = (value: unknown, is = '=') =>
    expect(() => query().where('name', is as '=', value as string))

  refused(undefined).toThrow('found undefined. Leave the condition out, or compare with null.')
  refused({}).toThrow('found an object')
  refused(Number.NaN).toThrow('found number NaN')
  refused(new Date('x')).toThrow('found an invalid Date')
  refused('a\0').toThrow('U+0000')
  refused('\udc00').toThrow('lone surrogate')
  refused(null, '<').toThrow('null has no order')
  refused('x', 'like').toThrow('expected =, !=, <, <=, >, >= or in, found "like"')
  refused('x', 'constructor').toThrow('found "constructor"')
  refused('x', 'in').toThrow('expected an array, found a string')
  expect(() => query().where('a\0' as 'name', '=', 'x')).toThrow('name of a member')
  expect(() => query().where('id', '=', 'x' as never)).toThrow('expected a finite number')
  expect(() => query().skip(-20)).toThrow(
    'skip(…): expected a whole number of at least 0, found number -20',
  )
  expect(() => query().take(1.5)).toThrow('take(…)')
  expect(() => query().orderBy('name', 'sideways' as never)).toThrow('expected asc or desc')
})

test('a member of another kind in some document is no error', async () => {
  const session = store.openSession({ tenant: 'mixed' })
  session.store(Customer, { id: 'a', name: 5 } as never)
  session.store(Customer, { id: 'b', name: 'five' })
  session.store(Customer, { id: 'c', name: { first: 'x' } } as never)
  await session.saveChanges()

  const customers = await session
    .query(Customer)
    .where('name', '>', 4 as never)
    .orderBy('name')
    .toArray()

  expect(customers.map((each) => each.id)).toEqual(['a'])
  expect(
    await session
      .query(Customer)
      .where('name', '<', 4n as never)
      .toArray(),
  ).toEqual([])
})
