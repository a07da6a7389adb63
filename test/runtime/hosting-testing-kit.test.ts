import {
  Data,
  type App,
  type CommonAppOptions,
  type CompiledListQuery,
  type CompiledQuery,
  type Queryable,
} from '@critter/runtime'
import { buildApp, type AppDefinition, type DocumentMapping } from '@critter/runtime/generated'
import { ManualClock, runInMemory, startApp } from '@critter/runtime/testing'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { emptyDefinition } from './support/adapters.js'
import { endpoint } from './support/sample-endpoints.js'

class Note extends Data<{ id: string; text: string }> {}
const notes: DocumentMapping<Note> = {
  type: Note,
  name: 'note',
  idType: 'text',
  encode: (note) => JSON.stringify(note),
  revive: (stored) => Object.assign(Object.create(Note.prototype) as Note, stored),
}
const definition: AppDefinition = { ...emptyDefinition, documents: [notes] }

function notesApp(overrides: CommonAppOptions = {}, of: AppDefinition = definition): App {
  return buildApp(of, overrides, ({ store }) => [
    endpoint('GET', '/notes/:id', async (http) => {
      const note = await store.openFor(http).load(Note, http.route('id', (text) => text) ?? '')
      if (note === null) {
        http.writeNotFound()
        return
      }
      http.writeJson(JSON.stringify(note))
    }),
    endpoint('PUT', '/notes/:id', async (http) => {
      const session = store.openFor(http)
      const note = await http.readJson((value) => value as { id: string; text: string })
      if (note === undefined) return
      session.store(Note, new Note(note))
      await session.saveChanges()
      http.writeEmpty()
    }),
    endpoint('POST', '/forms', async (http) => {
      const form = await http.readForm((value) => value)
      http.writeJson(JSON.stringify({ form, query: http.query('page', Number), at: http.now() }))
    }),
    endpoint('GET', '/fails', () => {
      throw new Error('x')
    }),
  ])
}

describe('startApp', () => {
  test('applications have a database each', async () => {
    await using first = await startApp(notesApp)
    await using second = await startApp(notesApp)

    await first.put('/notes/1', { json: { id: '1', text: 'hello' } })

    expect((await first.get('/notes/1')).json()).toEqual({ id: '1', text: 'hello' })
    await second.get('/notes/1', { status: 404 })
    expect(await first.store.openSession().load(Note, '1')).toEqual(
      new Note({ id: '1', text: 'hello' }),
    )
  })

  test('a unique index that is no longer declared is in no database that is made from then on', async () => {
    const on = { members: ['text'], on: ["(data ->> 'text')"], unique: true } as const
    const stored = { ...notes, name: 'note-of-unique-text' }
    const startWith = (mapping: DocumentMapping<Note>) =>
      startApp((overrides: CommonAppOptions) =>
        notesApp(overrides, { ...definition, documents: [mapping] }),
      )
    await using unique = await startWith({ ...stored, indexes: [on] })
    await unique.put('/notes/1', { json: { id: '1', text: 'same' } })
    await unique.put('/notes/2', { json: { id: '2', text: 'same' }, status: 409 })

    await using plain = await startWith(stored)
    await plain.put('/notes/1', { json: { id: '1', text: 'same' } })
    await plain.put('/notes/2', { json: { id: '2', text: 'same' } })
  })

  test('many may start at once', async () => {
    const apps = await Promise.all(Array.from({ length: 4 }, () => startApp(notesApp)))

    await Promise.all(apps.map((app) => app.get('/notes/1', { status: 404 })))

    await Promise.all(apps.map((app) => app.stop()))
  })

  test('a stop drops the database', async () => {
    // The embedded server ends with the last application.
    await using _other = await startApp(notesApp)
    let url = ''
    const app = await startApp((overrides: CommonAppOptions) => {
      url = overrides.database ?? ''
      return notesApp(overrides)
    })
    await app.stop()

    const client = new Client({ connectionString: url })
    await expect(client.connect()).rejects.toThrow(/does not exist/)
  })

  test('an application that ignores the overrides is refused', async () => {
    const starting = startApp(() => notesApp({ database: 'postgres://127.0.0.1:1/live' }))

    await expect(starting).rejects.toThrow('Spread the overrides last')
  })

  test('its clock stands still, or is the one that was given', async () => {
    const clock = new ManualClock(new Date('2026-11-22T10:00:00Z'))
    await using app = await startApp(notesApp, { clock })

    const before = (await app.post('/forms', { form: {} })).json<{ at: string }>().at
    clock.set(new Date('2026-11-22T10:15:00Z'))
    const after = (await app.post('/forms', { form: {} })).json<{ at: string }>().at

    expect([before, after]).toEqual(['2026-11-22T10:00:00.000Z', '2026-11-22T10:15:00.000Z'])
  })

  test('a form with files is sent as multipart, a list as its name several times', async () => {
    await using app = await startApp(notesApp)
    const file = new File(['abc'], 'a.txt', { type: 'text/plain' })

    const response = await app.post('/forms', { form: { tags: ['a', 'b'], file } })
    const { form } = response.json<{ form: Record<string, unknown> }>()

    expect(form).toEqual({ tags: ['a', 'b'], file: { name: 'a.txt', contentType: 'text/plain' } })
  })

  test('forms, queries and headers are sent', async () => {
    await using app = await startApp(notesApp)

    const response = await app.post('/forms', {
      form: { name: 'Ada & co' },
      query: { page: 2 },
      headers: { accept: 'application/json' },
    })

    expect(response.json()).toMatchObject({ form: { name: 'Ada & co' }, query: 2 })
    expect(response.headers.get('content-type')).toContain('application/json')
  })

  test('an unexpected status is an error that prints the body', async () => {
    await using app = await startApp(notesApp)

    await expect(app.get('/notes/1')).rejects.toThrow(
      /^GET \/notes\/1 answered 404, expected 2xx:\n\{.*"Not Found"/,
    )
    await expect(app.get('/notes/1', { status: 200 })).rejects.toThrow('answered 404, expected 200')
  })

  test('a problem is read as one, and nothing else is', async () => {
    await using app = await startApp(notesApp)

    expect((await app.get('/notes/1', { status: 404 })).problem()).toMatchObject({ status: 404 })
    await app.put('/notes/1', { json: { id: '1', text: 'x' } })
    const note = await app.get('/notes/1')
    expect(() => note.problem()).toThrow(/answered 200 with application\/json.*expected a problem/)
  })
})

describe('runInMemory', () => {
  interface Day {
    readonly type: string
    readonly date: string
    readonly rooms: number | null
  }
  const days: readonly Day[] = [
    { type: 'king', date: '2026-12-02', rooms: 3 },
    { type: 'single', date: '2026-12-01', rooms: null },
    { type: 'king', date: '2026-12-01', rooms: 1 },
  ]
  const list = <Out>(query: CompiledListQuery<Day, Out>['query']) => runInMemory({ query }, days)
  const value = <Out>(query: CompiledQuery<Day, Out>['query']) => runInMemory({ query }, days)

  test('keeps, sorts, skips, takes and shapes', () => {
    expect(list((each: Queryable<Day>) => each.where((day) => day.type === 'king'))).toEqual([
      days[0],
      days[2],
    ])
    expect(
      list((each: Queryable<Day>) =>
        each
          .orderBy((day) => day.date)
          .orderBy((day) => day.type, 'desc')
          .select((day) => day.type),
      ),
    ).toEqual(['single', 'king', 'king'])
    expect(
      list((each: Queryable<Day>) =>
        each
          .orderBy((day) => day.date)
          .skip(1)
          .take(1),
      ),
    ).toEqual([days[2]])
  })

  test('puts what is missing last, as Postgres does, or first when descending', () => {
    expect(list((each) => each.orderBy((day) => day.rooms).select((day) => day.rooms))).toEqual([
      1,
      3,
      null,
    ])
    expect(
      list((each) => each.orderBy((day) => day.rooms, 'desc').select((day) => day.rooms)),
    ).toEqual([null, 3, 1])
  })

  test('what ends in one value gives it as the database does', () => {
    expect(value((each) => each.count())).toBe(3)
    expect(value((each) => each.any((day) => day.rooms === 3))).toBe(true)
    expect(value((each) => each.where(() => false).any())).toBe(false)
    expect(value((each) => each.sum((day) => day.rooms ?? 0))).toBe(4)
    expect(value((each) => each.orderBy((day) => day.date).first())).toBe(days[1])
    expect(value((each) => each.where(() => false).first())).toBeNull()
    expect(value((each) => each.where((day) => day.rooms === 3).single())).toBe(days[0])
  })

  test('a single one that is none or several is an error', () => {
    expect(() => value((each) => each.single())).toThrow(
      'Expected one document, found more than one.',
    )
    expect(() => value((each) => each.where(() => false).single())).toThrow(
      'Expected one document, found none.',
    )
  })
})
