import { copy, Data, newId } from '@critter/runtime'
import { expect, test } from 'vitest'

class Todo extends Data<{ id: number; name: string; done?: boolean }> {
  get title(): string {
    return `${this.id} ${this.name}`
  }
}
class Nothing extends Data {}
class Account {
  balance = 0
  add(amount: number): Account {
    return copy(this as Account, { balance: this.balance + amount })
  }
}

test('a record has the members it was made with', () => {
  const todo = new Todo({ id: 1, name: 'milk' })

  expect(Object.entries(todo)).toEqual([
    ['id', 1],
    ['name', 'milk'],
  ])
  expect(todo.title).toBe('1 milk')
  expect(new Nothing()).toEqual(new Nothing({}))
})

test('a member called __proto__ does not become the prototype', () => {
  const values = JSON.parse('{"id":1,"name":"x","__proto__":{"title":"y"}}') as {
    id: number
    name: string
  }

  const todo = new Todo(values)

  expect(Object.getPrototypeOf(todo)).toBe(Todo.prototype)
  expect(Object.getPrototypeOf(copy(values, { id: 2 }))).toBe(Object.prototype)
})

test('a copy has the changed members and keeps the class', () => {
  const todo = new Todo({ id: 1, name: 'milk', done: false })

  const changed = copy(todo, { name: 'oat milk' })

  expect(changed).toEqual(new Todo({ id: 1, name: 'oat milk', done: false }))
  expect(changed.title).toBe('1 oat milk')
  expect(todo.name).toBe('milk')
  expect(new Account().add(5).add(2).balance).toBe(7)
})

test('a plain object can be copied like an instance', () => {
  expect(copy({ id: 1, name: 'milk' }, { name: 'tea' })).toEqual({ id: 1, name: 'tea' })
})

test('new ids are UUIDs of version 7', () => {
  const before = Date.now()
  const id = newId()

  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const madeAt = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  expect(madeAt).toBeGreaterThanOrEqual(before)
  expect(madeAt).toBeLessThan(before + 1000)
})

test('new ids are distinct and sort in the order they were made', () => {
  const ids = Array.from({ length: 50_000 }, () => newId())

  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
})
