import { expect, test } from 'vitest'
import { appliedClasses } from '../../packages/compiler/src/model/applied-classes.js'
import type { ClassModel } from '../../packages/compiler/src/model/method-model.js'
import type { TypeFacts } from '../../packages/compiler/src/model/type-facts.js'
import { findingsOf, handleOf } from '../support/emit-by-hand.js'
import {
  application,
  endpoint,
  endpointClass,
  facts,
  method,
  named,
  nothing,
  ours,
  parameter,
  route,
  text,
  union,
  use,
  using,
} from '../support/hand-made-model.js'

const command = named('Order')
const user = named('User')
const data = [facts(command, 'data'), facts(user, 'data')]
const session = parameter('session', ours('DocumentSession'))

const plain = endpointClass('E', [method('post', [parameter('order', command)], text)])

/** The statements of POST /x behind the reading of the body. */
function around(owner: ClassModel, types: readonly TypeFacts[] = []): readonly string[] {
  return handleOf(modelOf(owner, types)).filter((each) => !/readJson|=== undefined\) /.test(each))
}

function modelOf(owner: ClassModel, types: readonly TypeFacts[] = []) {
  const middleware = appliedClasses(owner.marks.use).map((each) =>
    facts(each.class.type, 'service'),
  )
  return application(
    [endpoint(owner, 'post', route('POST', '/x'))],
    [...data, ...middleware, ...types],
  )
}

test('what a middleware uses itself stands around it, once', () => {
  const [log, user, admin] = ['Log', 'User', 'Admin'].map((name) =>
    endpointClass(name, [method('before', [], nothing)]),
  )

  const owner = using(plain, using(admin!, using(user!, log!)), log!)

  expect(around(owner).slice(0, 3)).toEqual(['Log.before()', 'User.before()', 'Admin.before()'])
})

test('the first of several stands furthest out', () => {
  const outer = endpointClass(
    'A',
    ['before', 'after'].map((name) => method(name, [], nothing)),
  )
  const inner = endpointClass(
    'B',
    ['before', 'after'].map((name) => method(name, [], nothing)),
  )

  expect(around(using(plain, outer, inner))).toEqual([
    'A.before()',
    'B.before()',
    'const answer = E.post(order)',
    'B.after()',
    'A.after()',
    'http.writeText(answer)',
  ])
})

test('one that is applied twice runs once', () => {
  const timing = endpointClass('Timing', [method('before', [], nothing)])

  expect(around(using(plain, timing, timing))).toEqual([
    'Timing.before()',
    'const answer = E.post(order)',
    'http.writeText(answer)',
  ])
})

test('what a middleware returns is there for the handler, by its type', () => {
  const access = endpointClass('Access', [method('load', [], user, { isAsync: true })])
  const owner = endpointClass('E', [
    method('post', [parameter('order', command), parameter('by', user)], text),
  ])

  expect(around(using(owner, access))).toEqual([
    'const by = await Access.load()',
    'const answer = E.post(order, by)',
    'http.writeText(answer)',
  ])
})

test('loads of a middleware and of the handler do not start together', () => {
  const loading = endpointClass('Loading', [method('load', [], user, { isAsync: true })])
  const owner = endpointClass('E', [
    method('load', [], named('Board'), { isAsync: true }),
    method(
      'post',
      [parameter('order', command), parameter('user', user), parameter('board', named('Board'))],
      text,
    ),
  ])

  expect(around(using(owner, loading), [facts(named('Board'), 'data')]).slice(0, 2)).toEqual([
    'const user = await Loading.load()',
    'const board = await E.load()',
  ])
})

test('finally runs when the middleware itself ends the request', () => {
  const gate = endpointClass('Gate', [
    method('before', [], use(ours('ProblemDetails'), 'undefined')),
    method('finally', [], nothing),
  ])

  expect(around(using(plain, gate))).toEqual([
    'const problem = Gate.before()',
    'try {',
    '  if (problem) return http.writeProblem(problem)',
    '  const answer = E.post(order)',
    '  http.writeText(answer)',
    '} finally {',
    '  Gate.finally()',
    '}',
  ])
})

test('finally that takes what its before-method returns begins when that is certain', () => {
  const gate = endpointClass('Gate', [
    method('before', [], union(user, ours('ProblemDetails'))),
    method('finally', [parameter('user', user)], nothing),
  ])

  expect(around(using(plain, gate)).slice(0, 3)).toEqual([
    'const user = Gate.before()',
    'if (user instanceof ProblemDetails) return http.writeProblem(user)',
    'try {',
  ])
})

test('a middleware that writes to the session makes the chain a transaction', () => {
  const audit = endpointClass('Audit', [method('after', [session], nothing)])

  expect(around(using(plain, audit))).toEqual([
    'const session = this.#store.openFor(http)',
    'const answer = E.post(order)',
    'Audit.after(session)',
    'await session.saveChanges()',
    'http.writeText(answer)',
  ])
})

test('what is disposable is disposed by the way it knows', () => {
  const lease = named('Lease')
  const leasing = endpointClass('Leasing', [method('before', [], use(lease, 'undefined'))])
  const types = [facts(lease, 'service', { disposable: 'async' })]

  expect(around(using(plain, leasing), types)).toEqual([
    'const lease = Leasing.before()',
    'try {',
    '  const answer = E.post(order)',
    '  http.writeText(answer)',
    '} finally {',
    '  await lease?.[Symbol.asyncDispose]()',
    '}',
  ])
})

test('what only a later step makes is not there for what stands around it', () => {
  const owner = endpointClass('E', [
    method('load', [], user),
    method('post', [parameter('order', command), parameter('user', user)], text),
  ])
  const early = endpointClass('Early', [
    method('before', [parameter('user', user)], nothing),
    method('finally', [parameter('user', user)], nothing),
    method('after', [parameter('user', user)], nothing),
  ])

  expect(findingsOf(modelOf(using(owner, early)))).toEqual([
    'needs-later-step: Early.before wants src/app.ts#User, which only a later step makes: E.load',
    'needs-later-step: Early.finally wants src/app.ts#User, which only a later step makes: E.load',
  ])
})

test('a middleware sees what one further out returns, and not the other way round', () => {
  const access = endpointClass('Access', [method('before', [], user)])
  const greeting = endpointClass('Greeting', [method('before', [parameter('user', user)], nothing)])

  expect(around(using(plain, access, greeting)).slice(0, 2)).toEqual([
    'const user = Access.before()',
    'Greeting.before(user)',
  ])
  expect(findingsOf(modelOf(using(plain, greeting, access)))).toEqual([
    'needs-later-step: Greeting.before wants src/app.ts#User, which only a later step makes: Access.before',
  ])
})

test('a class without methods for it is no middleware', () => {
  const empty = endpointClass('Empty', [method('begin', [], nothing)])

  expect(findingsOf(modelOf(using(plain, empty)))).toEqual([
    'not-a-middleware: Empty has no public before, after, afterCommit, finally or onException method',
  ])
})
