import { describe, expect, test } from 'vitest'
import { findingsOf, handleOf } from '../support/emit-by-hand.js'
import {
  application,
  boolean,
  endpoint,
  endpointClass,
  facts,
  list,
  method,
  named,
  nothing,
  number,
  object,
  ours,
  parameter,
  route,
  text,
  tuple,
  use,
} from '../support/hand-made-model.js'
import type { MethodModel, RouteModel } from '../../packages/compiler/src/model/method-model.js'
import type { TypeFacts } from '../../packages/compiler/src/model/type-facts.js'

const todo = named('Todo')
const rename = named('RenameTodo')
const mailer = named('Mailer')
const todoFacts = facts(todo, 'data', { members: { id: use(number), name: use(text) } })
const session = parameter('session', ours('QuerySession'))

/** The one endpoint `E.run` at a route, with the other methods of its class. */
function app(
  at: readonly [RouteModel['verb'], string],
  methods: readonly MethodModel[],
  types: readonly TypeFacts[] = [todoFacts, facts(rename, 'data')],
) {
  const document = {
    type: todo,
    name: 'todo',
    idType: 'float8' as const,
    location: todoFacts.location,
  }
  const owner = endpointClass('E', methods)
  return application([endpoint(owner, 'run', route(...at))], types, { documents: [document] })
}

describe('values of the request', () => {
  test('a simple parameter named like a route parameter is parsed as its type', () => {
    const model = app(['GET', '/todos/:id'], [method('run', [parameter('id', number)], nothing)])

    expect(handleOf(model).slice(0, 2)).toEqual([
      "const id = http.route('id', toNumber)",
      'if (id === undefined) return http.writeNotFound()',
    ])
  })

  test('an optional route parameter may be absent', () => {
    const run = method('run', [parameter('id', number, { optional: true })], nothing)

    expect(handleOf(app(['GET', '/todos/:id?'], [run])).slice(0, 2)).toEqual([
      "const id = http.optionalRoute('id', toNumber)",
      'if (id === null) return http.writeNotFound()',
    ])
  })

  test('other simple parameters come from the query string, and one guard lists what is wrong', () => {
    const run = method(
      'run',
      [
        parameter('text', text),
        parameter('done', boolean, { optional: true }),
        parameter('tags', list(text)),
      ],
      nothing,
    )

    expect(handleOf(app(['GET', '/todos'], [run]))).toEqual([
      "const text = http.requiredQuery('text', toText)",
      "const done = http.query('done', toBoolean)",
      "const tags = http.requiredQueryList('tags', toText)",
      'if (text === undefined || http.refused) return http.writeViolations()',
      'E.run(text, done, tags)',
      'http.writeEmpty()',
    ])
  })

  test('a nullable query value is null when it is absent', () => {
    const run = method('run', [parameter('page', use(number, 'null'))], nothing)

    expect(handleOf(app(['GET', '/todos'], [run])).slice(2, 3)).toEqual(['E.run(page ?? null)'])
  })

  test('headers and cookies are named by their marker', () => {
    const run = method(
      'run',
      [
        parameter('by', text, { marker: { kind: 'header', name: 'x-user' } }),
        parameter('theme', text, { marker: { kind: 'cookie', name: 'theme' }, optional: true }),
      ],
      nothing,
    )

    expect(handleOf(app(['GET', '/todos'], [run])).slice(0, 3)).toEqual([
      "const by = http.requiredHeader('x-user', toText)",
      "const theme = http.cookie('theme', toText)",
      'if (by === undefined || http.refused) return http.writeViolations()',
    ])
  })

  test('a header may be a list, of which a cookie and a part of the path have no spelling', () => {
    const numbers = (marker: Parameters<typeof parameter>[2]) =>
      method('run', [parameter('ids', list(number), marker)], nothing)
    const optional = { marker: { kind: 'header', name: 'x-ids' }, optional: true } as const
    const cookie = { marker: { kind: 'cookie', name: 'ids' } } as const
    const route = { marker: { kind: 'route', name: 'ids' } } as const
    const header = { marker: { kind: 'header', name: 'x-ids' } } as const

    expect(handleOf(app(['GET', '/todos'], [numbers(header)])).slice(0, 1)).toEqual([
      "const ids = http.requiredHeaderList('x-ids', toNumber)",
    ])
    expect(handleOf(app(['GET', '/todos'], [numbers(optional)])).slice(0, 1)).toEqual([
      "const ids = http.headerList('x-ids', toNumber)",
    ])
    expect(findingsOf(app(['GET', '/todos'], [numbers(cookie)]))).toEqual([
      'request-value-not-text: A cookie value is one piece of text and cannot be the (number)[] that E.run wants',
    ])
    expect(findingsOf(app(['GET', '/todos/:ids'], [numbers(route)]))).toEqual([
      'request-value-not-text: A route value is one piece of text and cannot be the (number)[] that E.run wants',
    ])
  })

  test('a before-method takes a query value only when the endpoint method names it too', () => {
    const load = method('load', [parameter('page', number)], nothing)

    expect(findingsOf(app(['GET', '/todos'], [load, method('run', [], nothing)]))).toEqual([
      'unresolved-parameter: Nothing provides `page` of E.load, which wants number',
    ])
    expect(
      findingsOf(
        app(['GET', '/todos'], [load, method('run', [parameter('page', number)], nothing)]),
      ),
    ).toEqual([])
  })

  test('clock, ids and context need no step of their own', () => {
    const run = method(
      'run',
      [
        parameter('id', text, { marker: { kind: 'new-id' } }),
        parameter('now', text, { marker: { kind: 'now' } }),
        parameter('http', ours('HttpContext')),
        parameter('logger', ours('Logger')),
      ],
      nothing,
    )

    expect(handleOf(app(['POST', '/todos'], [run])).slice(0, 1)).toEqual([
      'E.run(newId(), http.now(), http, http.logger)',
    ])
  })
})

describe('the request body', () => {
  test('is the only data parameter of the endpoint method that nobody supplies', () => {
    const load = method('load', [parameter('id', number), session], use(todo, 'null'), {
      isAsync: true,
    })
    const run = method('run', [parameter('request', rename), parameter('todo', todo)], nothing)

    expect(handleOf(app(['PUT', '/todos/:id'], [load, run])).slice(3, 5)).toEqual([
      'const request = await http.readJson(decodeRenameTodo)',
      'if (request === undefined) return // 400, 413 or 415 already written',
    ])
  })

  test('is what the before-methods want when the endpoint method takes none', () => {
    const before = method(
      'before',
      [parameter('message', rename)],
      use(ours('ProblemDetails'), 'undefined'),
    )

    expect(handleOf(app(['POST', '/x'], [before, method('run', [], text)])).slice(0, 1)).toEqual([
      'const message = await http.readJson(decodeRenameTodo)',
    ])
  })

  test('may be written in place', () => {
    const request = object({ name: use(text) })
    const run = method('run', [parameter('request', request)], nothing)

    expect(handleOf(app(['POST', '/x'], [run])).slice(2, 3)).toEqual(['E.run(request)'])
  })

  test('two data parameters are ambiguous', () => {
    const run = method('run', [parameter('one', rename), parameter('two', todo)], nothing)

    expect(findingsOf(app(['POST', '/x'], [run]))[0]).toBe(
      'ambiguous-body: `one: src/app.ts#RenameTodo` and `two: src/app.ts#Todo` could both be the body of POST /x',
    )
  })

  test('a GET request has none', () => {
    const run = method('run', [parameter('request', rename)], nothing)

    expect(findingsOf(app(['GET', '/x'], [run]))).toEqual([
      'body-not-allowed: A GET request has no body for `request` of E.run, which wants src/app.ts#RenameTodo',
    ])
  })

  test('a before-method that takes and returns it replaces it for what comes later', () => {
    const before = method('beforeTrim', [parameter('request', rename)], rename)
    const run = method('run', [parameter('request', rename)], nothing)

    expect(handleOf(app(['POST', '/x'], [before, run])).slice(2)).toEqual([
      'const request2 = E.beforeTrim(request)',
      'E.run(request2)',
      'http.writeEmpty()',
    ])
  })
})

describe('entities', () => {
  const entity = parameter('todo', todo, { marker: { kind: 'entity', id: undefined } })

  test('are loaded by the id in the route and answered with 404 when missing', () => {
    expect(handleOf(app(['GET', '/todos/:id'], [method('run', [entity], nothing)]))).toEqual([
      'const session = this.#store.openFor(http)',
      "const id = http.route('id', toNumber)",
      'if (id === undefined) return http.writeNotFound()',
      'const todo = await session.load(Todo, id)',
      '// E.run takes a Todo, so the request ends here without one.',
      "if (todo === null) return http.writeNotFound('Todo was not found')",
      'E.run(todo)',
      'http.writeEmpty()',
    ])
  })

  test('take the id of the body when the route has none', () => {
    const body = facts(rename, 'data', { members: { todoId: use(number) } })
    const run = method('run', [parameter('request', rename), entity], nothing)

    expect(handleOf(app(['POST', '/rename'], [run], [todoFacts, body])).slice(3, 4)).toEqual([
      'const todo = await session.load(Todo, request.todoId)',
    ])
  })

  test('are loaded after a validation of the body that stands above them', () => {
    const body = facts(rename, 'data', { members: { todoId: use(number) } })
    const validate = method(
      'validate',
      [parameter('request', rename)],
      use(ours('ProblemDetails'), 'undefined'),
    )
    const run = method('run', [parameter('request', rename), entity], nothing)

    expect(
      handleOf(app(['POST', '/rename'], [validate, run], [todoFacts, body])).slice(3, 6),
    ).toEqual([
      'const problem = E.validate(request)',
      'if (problem) return http.writeProblem(problem)',
      'const todo = await session.load(Todo, request.todoId)',
    ])
  })

  test('without an id anywhere name what was looked for', () => {
    expect(findingsOf(app(['GET', '/todos'], [method('run', [entity], nothing)]))).toEqual([
      'entity-id-not-found: The id of the Todo that E.run takes is nowhere in GET /todos',
    ])
  })
})

describe('produced values', () => {
  test('of one type are told apart by name', () => {
    const load = method('load', [session], tuple(['first', use(todo)], ['second', use(todo)]), {
      isAsync: true,
    })
    const run = method('run', [parameter('second', todo), parameter('first', todo)], nothing)

    expect(handleOf(app(['GET', '/x'], [load, run])).slice(2, 3)).toEqual(['E.run(second, first)'])
  })

  test('of one type that no name tells apart are ambiguous', () => {
    const load = method('load', [session], tuple(['first', use(todo)], ['second', use(todo)]))
    const run = method('run', [parameter('third', todo)], nothing)

    expect(findingsOf(app(['GET', '/x'], [load, run]))[0]).toBe(
      'ambiguous-parameter: 2 values of type Todo could be `third` of E.run',
    )
  })

  test('without a type name are found by their label alone', () => {
    const load = method('load', [session], tuple(['count', use(number)], ['label', use(text)]))
    const run = method('run', [parameter('label', text)], nothing)

    expect(handleOf(app(['GET', '/x'], [load, run])).slice(1, 3)).toEqual([
      'const [, label] = E.load(session)',
      'E.run(label)',
    ])
  })

  test('that are not assignable are a mismatch, not another source', () => {
    const load = method('load', [session], todo)
    const model = app(['GET', '/x'], [load, method('run', [parameter('todo', todo)], nothing)])

    expect(findingsOf(model, { assignable: () => false })[0]).toBe(
      'type-mismatch: todo: src/app.ts#Todo (from E.load) is no Todo, which `todo` of E.run wants',
    )
  })

  test('that nobody takes are a warning', () => {
    const load = method('load', [session], todo, { isAsync: true })

    expect(findingsOf(app(['GET', '/x'], [load, method('run', [], nothing)]))).toEqual([
      'unused-data: Nobody takes the `src/app.ts#Todo` that E.load returns',
    ])
  })
})

describe('services', () => {
  test('that the application supplies are members of Services', () => {
    const service = facts(mailer, 'service', { declaration: 'interface' })
    const run = method('run', [parameter('mail', mailer)], nothing)

    expect(handleOf(app(['POST', '/x'], [run], [service])).slice(0, 2)).toEqual([
      'const mailer = http.service(this.#mailer)',
      'E.run(mailer)',
    ])
  })

  test('that need the session are made for each execution', () => {
    const repository = named('TodoRepository')
    const service = facts(repository, 'service', {
      constructorParameters: [parameter('session', ours('DocumentSession'))],
    })
    const run = method('run', [parameter('todos', repository)], nothing)

    expect(handleOf(app(['POST', '/x'], [run], [service]))).toEqual([
      'const session = this.#store.openFor(http)',
      'const todoRepository = http.service(this.#todoRepository, () => new TodoRepository(session))',
      'E.run(todoRepository)',
      'await session.saveChanges()',
      'http.writeEmpty()',
    ])
  })

  test('that need each other are reported as a path at each of them', () => {
    const [one, two] = [named('One'), named('Two')]
    const types = [
      facts(one, 'service', { constructorParameters: [parameter('two', two)] }),
      facts(two, 'service', { constructorParameters: [parameter('one', one)] }),
    ]
    const run = method('run', [parameter('one', one)], nothing)

    expect(findingsOf(app(['POST', '/x'], [run], types))).toEqual([
      'circular-services: Services need each other: One → Two → One',
      'circular-services: Services need each other: Two → One → Two',
    ])
  })
})

describe('around the decision', () => {
  test('what comes after runs before the commit, after-commit methods after the answer', () => {
    const methods = [
      method('run', [], ours('StoreDoc', todo)),
      method('afterAudit', [], nothing),
      method('afterCommitNotify', [], nothing, { isAsync: true }),
    ]

    expect(handleOf(app(['POST', '/x'], methods)).slice(1)).toEqual([
      'const storeDoc = E.run()',
      'storeDoc.execute(session) // part of the transaction',
      'E.afterAudit()',
      'await session.saveChanges()',
      'http.writeEmpty()',
      'try {',
      '  await E.afterCommitNotify()',
      '} catch (error) {',
      '  http.logAfterCommit(error)',
      '}',
    ])
  })

  test('one after-commit method that throws keeps no other from running, nor does what it alone needs', () => {
    const [sms, push] = [named('Sms'), named('Push')]
    const services = [mailer, sms, push].map((each) =>
      facts(each, 'service', { declaration: 'interface' }),
    )
    const methods = [
      method('run', [], nothing),
      method('afterCommitMail', [parameter('mailer', mailer), parameter('sms', sms)], nothing),
      method('afterCommitSms', [parameter('sms', sms), parameter('push', push)], nothing),
    ]

    expect(handleOf(app(['POST', '/x'], methods, services)).slice(2)).toEqual([
      'try {',
      '  const sms = http.service(this.#sms)',
      '  try {',
      '    const mailer = http.service(this.#mailer)',
      '    E.afterCommitMail(mailer, sms)',
      '  } catch (error) {',
      '    http.logAfterCommit(error)',
      '  }',
      '  try {',
      '    const push = http.service(this.#push)',
      '    E.afterCommitSms(sms, push)',
      '  } catch (error) {',
      '    http.logAfterCommit(error)',
      '  }',
      '} catch (error) {',
      '  http.logAfterCommit(error)',
      '}',
    ])
  })

  test('an exception is turned into a problem and finally runs in any case', () => {
    const failure = named('StreamExists')
    const methods = [
      method('run', [parameter('request', rename)], nothing),
      method('onException', [parameter('error', failure)], ours('ProblemDetails')),
      method('finally', [], nothing),
    ]
    const types = [facts(failure, 'service', { isError: true }), facts(rename, 'data')]

    expect(handleOf(app(['POST', '/x'], methods, types)).slice(2)).toEqual([
      'try {',
      '  E.run(request)',
      '  http.writeEmpty()',
      '} catch (error) {',
      '  if (error instanceof StreamExists) {',
      '    const problem = E.onException(error)',
      '    return http.writeProblem(problem)',
      '  }',
      '  throw error',
      '} finally {',
      '  E.finally()',
      '}',
    ])
  })

  test('nothing is committed without a transaction, and a session that is written to is reported', () => {
    const run = method('run', [parameter('session', ours('DocumentSession'))], nothing, {
      marks: { nonTransactional: true },
    })

    expect(findingsOf(app(['POST', '/x'], [run]))).toEqual([
      'session-without-transaction: E.run is @NonTransactional(), but its chain writes to the session, which nobody commits',
    ])
  })
})
