import { expect, test } from 'vitest'
import { handleOf, findingsOf } from '../support/emit-by-hand.js'
import {
  application,
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
  union,
  use,
} from '../support/hand-made-model.js'

const command = named('StartShift')
const board = named('Board')
const provider = named('Provider')
const session = parameter('session', ours('QuerySession'))
const data = [command, board, provider].map((each) => facts(each, 'data'))
const effectTypes = [facts(ours('StoreDoc', board), 'runtime')]

test('a loaded value reaches the method that decides, by its type', () => {
  const owner = endpointClass('E', [
    method('load', [parameter('request', command), session], list(board), { isAsync: true }),
    method('post', [parameter('command', command), parameter('boards', list(board))], text),
  ])

  expect(handleOf(application([endpoint(owner, 'post', route('POST', '/x'))], data))).toEqual([
    'const session = this.#store.openFor(http)',
    'const command = await http.readJson(decodeStartShift)',
    'if (command === undefined) return // 400, 413 or 415 already written',
    'const boards = await E.load(command, session)',
    'const answer = E.post(command, boards)',
    'http.writeText(answer)',
  ])
})

test('a missing value ends the request directly after it was loaded', () => {
  const owner = endpointClass('E', [
    method('load', [parameter('id', number), session], use(board, 'null'), { isAsync: true }),
    method('get', [parameter('board', board)], board),
  ])

  expect(
    handleOf(application([endpoint(owner, 'get', route('GET', '/boards/:id'))], data)),
  ).toEqual([
    'const session = this.#store.openFor(http)',
    "const id = http.route('id', toNumber)",
    'if (id === undefined) return http.writeNotFound()',
    'const board = await E.load(id, session)',
    '// E.get takes a Board, so the request ends here without one.',
    "if (board === null) return http.writeNotFound('Board was not found')",
    'const answer = E.get(board)',
    'http.writeJson(encodeBoard(answer))',
  ])
})

test('a method that takes null decides before the guard of one that does not', () => {
  const owner = endpointClass('E', [
    method('load', [session], use(board, 'null'), { isAsync: true }),
    method(
      'validate',
      [parameter('board', use(board, 'null'))],
      use(ours('ProblemDetails'), 'undefined'),
    ),
    method('get', [parameter('board', board)], nothing),
  ])

  expect(handleOf(application([endpoint(owner, 'get', route('GET', '/x'))], data))).toEqual([
    'const session = this.#store.openFor(http)',
    'const board = await E.load(session)',
    'const problem = E.validate(board)',
    'if (problem) return http.writeProblem(problem)',
    '// E.get takes a Board, so the request ends here without one.',
    "if (board === null) return http.writeNotFound('Board was not found')",
    'E.get(board)',
    'http.writeEmpty()',
  ])
})

test('a union of data and an answer is told apart before it is taken apart', () => {
  const loaded = union(object({ board: use(board), provider: use(provider) }), ours('HttpResult'))
  const owner = endpointClass('E', [
    method('load', [parameter('command', command), session], loaded, { isAsync: true }),
    method(
      'validate',
      [parameter('provider', provider), parameter('board', board)],
      use(ours('ProblemDetails'), 'undefined'),
    ),
    method('create', [parameter('board', board), parameter('provider', provider)], text),
  ])

  expect(handleOf(application([endpoint(owner, 'create', route('POST', '/x'))], data))).toEqual([
    'const session = this.#store.openFor(http)',
    'const command = await http.readJson(decodeStartShift)',
    'if (command === undefined) return // 400, 413 or 415 already written',
    'const loaded = await E.load(command, session)',
    'if (loaded instanceof HttpResult) return loaded.execute(http)',
    'const { board, provider } = loaded',
    'const problem = E.validate(provider, board)',
    'if (problem) return http.writeProblem(problem)',
    'const answer = E.create(board, provider)',
    'http.writeText(answer)',
  ])
})

test('in a tuple the continuation is asked before the null guards beside it', () => {
  const loaded = tuple(
    ['board', use(board, 'null')],
    ['provider', use(provider, 'null')],
    ['result', use(ours('HttpResult'), 'undefined')],
  )
  const owner = endpointClass('E', [
    method('load', [parameter('command', command), session], loaded, { isAsync: true }),
    method('create', [parameter('board', board), parameter('provider', provider)], text),
  ])

  expect(
    handleOf(application([endpoint(owner, 'create', route('POST', '/x'))], data)).slice(3, 9),
  ).toEqual([
    'const [board, provider, result] = await E.load(command, session)',
    'if (result) return result.execute(http)',
    '// E.create takes a Board, so the request ends here without one.',
    "if (board === null) return http.writeNotFound('Board was not found')",
    '// E.create takes a Provider, so the request ends here without one.',
    "if (provider === null) return http.writeNotFound('Provider was not found')",
  ])
})

test('of loads that leave together, only what somebody takes has a name', () => {
  const loads = [
    method('loadBoard', [parameter('id', text), session], board, { isAsync: true }),
    method('loadProvider', [parameter('id', text), session], provider, { isAsync: true }),
  ]
  const statementOf = (...taken: readonly ReturnType<typeof parameter>[]) => {
    const owner = endpointClass('E', [...loads, method('get', taken, nothing)])
    const statements = handleOf(application([endpoint(owner, 'get', route('GET', '/:id'))], data))
    return statements.find((each) => each.includes('Promise.all'))
  }

  expect(statementOf(parameter('provider', provider))).toBe(
    'const [, provider] = await Promise.all([',
  )
  expect(statementOf(parameter('board', board))).toBe('const [board] = await Promise.all([')
  expect(statementOf()).toMatch(/^await Promise\.all/)
})

test('independent loads leave together and what needs them follows', () => {
  const owner = endpointClass('E', [
    method('loadBoard', [parameter('id', text), session], board, { isAsync: true }),
    method('loadProvider', [parameter('id', text), session], provider, { isAsync: true }),
    method('get', [parameter('board', board), parameter('provider', provider)], nothing),
  ])

  expect(
    handleOf(application([endpoint(owner, 'get', route('GET', '/x/:id'))], data)).slice(3),
  ).toEqual([
    '// These do not need each other, so they leave together.',
    'const [board, provider] = await Promise.all([',
    '  E.loadBoard(id, session),',
    '  startLoad(() => E.loadProvider(id, session)),',
    '])',
    'E.get(board, provider)',
    'http.writeEmpty()',
  ])
})

test('a producer is moved before its user', () => {
  const owner = endpointClass('E', [
    method('validate', [parameter('board', board)], use(ours('ProblemDetails'), 'undefined')),
    method('load', [session], board, { isAsync: true }),
    method('get', [parameter('board', board)], nothing),
  ])

  expect(
    handleOf(application([endpoint(owner, 'get', route('GET', '/x'))], data)).slice(1, 3),
  ).toEqual(['const board = await E.load(session)', 'const problem = E.validate(board)'])
})

test('methods that need each other are reported as a circle', () => {
  const owner = endpointClass('E', [
    method('loadBoard', [parameter('provider', provider)], board),
    method('loadProvider', [parameter('board', board)], provider),
    method('get', [parameter('board', board)], nothing),
  ])

  expect(findingsOf(application([endpoint(owner, 'get', route('GET', '/x'))], data))).toEqual([
    'circular-data-flow: Methods of E need each other: loadBoard → loadProvider → loadBoard',
  ])
})

test('reads as values come in one flush', () => {
  const reads = tuple(
    use(ours('Read', use(board, 'null'))),
    use(ours('Read', use(provider, 'null'))),
  )
  const owner = endpointClass('E', [
    method('load', [parameter('command', command)], reads),
    method('create', [parameter('board', board), parameter('provider', provider)], text),
  ])

  expect(
    handleOf(application([endpoint(owner, 'create', route('POST', '/x'))], data)).slice(3, 4),
  ).toEqual(['const [board, provider] = await readAll(session, E.load(command))'])
})

test('effects are queued, committed in one flush and answered afterwards', () => {
  const owner = endpointClass('E', [
    method('put', [parameter('command', command)], ours('StoreDoc', board)),
  ])

  expect(
    handleOf(application([endpoint(owner, 'put', route('PUT', '/x'))], [...data, ...effectTypes])),
  ).toEqual([
    'const session = this.#store.openFor(http)',
    'const command = await http.readJson(decodeStartShift)',
    'if (command === undefined) return // 400, 413 or 415 already written',
    'const storeDoc = E.put(command)',
    'storeDoc.execute(session) // part of the transaction',
    'await session.saveChanges()',
    'http.writeEmpty()',
  ])
})
