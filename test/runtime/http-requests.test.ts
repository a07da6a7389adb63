import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { adapters, type Served } from './support/adapters.js'
import { MemoryLogger } from './support/memory-logger.js'
import { afterwards, gate, sampleEndpoints } from './support/sample-endpoints.js'

describe.each(['fetch', 'listen', 'plugin'] as const)('over %s', (adapter) => {
  const logger = new MemoryLogger()
  let served: Served
  const send = (path: string, init?: RequestInit): Promise<Response> => served.send(path, init)
  const post = (
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    type = 'application/json',
  ): Promise<Response> => send(path, { method: 'POST', body, headers: { 'content-type': type } })

  beforeAll(async () => {
    served = await adapters[adapter](sampleEndpoints, {
      logger,
      bodyLimit: 5000,
      uploads: { bytes: 8000 },
    })
  })
  afterAll(() => served.stop())
  beforeEach(() => void logger.entries.splice(0))

  describe('routes', () => {
    test('a route value arrives parsed', async () => {
      const response = await send('/items/7')

      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(await response.json()).toEqual({ id: 7 })
    })

    test.each(['abc', '1e400', '%20', '0x10', '1%00', 'NaN'])(
      'a route value %s is no number',
      async (id) => {
        const response = await send(`/items/${id}`)

        expect(response.status).toBe(404)
        expect(await response.json()).toEqual({
          type: 'about:blank',
          title: 'Not Found',
          status: 404,
        })
      },
    )

    test('a route value is decoded once', async () => {
      expect(await (await send('/words/a%2Fb%2525%C3%A4')).json()).toEqual({ word: 'a/b%25ä' })
    })

    test('U+0000 in a route value is not found', async () => {
      expect((await send('/words/a%00b')).status).toBe(404)
    })

    test.skipIf(adapter === 'plugin')(
      'a route value may be longer than a hundred characters',
      async () => {
        const word = 'x'.repeat(500)

        expect(await (await send(`/words/${word}`)).json()).toEqual({ word })
      },
    )

    test('an optional route value is there, absent or wrong', async () => {
      expect(await (await send('/boards/2')).json()).toEqual({ page: 2 })
      expect(await (await send('/boards')).json()).toEqual({ page: 'none' })
      expect((await send('/boards/two')).status).toBe(404)
    })

    test('an unknown path is a 404 problem', async () => {
      const response = await send('/nowhere', { method: 'POST', body: '{}' })

      expect(response.status).toBe(404)
      expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
      expect(await response.json()).toEqual({
        type: 'about:blank',
        title: 'Not Found',
        status: 404,
        detail: 'Nothing is served under this path.',
      })
    })

    test('a wrong method is a 405 problem that allows the right ones', async () => {
      const response = await send('/items/7', { method: 'PUT', body: '{}' })

      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toBe('GET, HEAD, DELETE, OPTIONS')
      expect(await response.json()).toMatchObject({ title: 'Method Not Allowed', status: 405 })
    })

    test.each(['PROPFIND', 'QUERY', 'PURGE'])(
      '%s is a wrong method like any other',
      async (method) => {
        const wrong = await send('/items/7', { method })

        expect(wrong.status).toBe(405)
        expect(wrong.headers.get('allow')).toBe('GET, HEAD, DELETE, OPTIONS')
        expect(wrong.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
        expect((await send('/items/7/', { method, body: '{}' })).status).toBe(405)
        expect((await send('/boards', { method })).status).toBe(405)
      },
    )

    test.each(['PROPFIND', 'QUERY', 'PURGE'])('%s of an unknown path is a 404', async (method) => {
      const response = await send('/nowhere', { method })

      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({
        detail: 'Nothing is served under this path.',
      })
    })

    test('a wrong method of a path with OPTIONS of its own is a 405, too', async () => {
      const options = await send('/own-options', { method: 'OPTIONS' })
      const wrong = await send('/own-options', { method: 'PROPFIND' })

      expect(await options.json()).toEqual({ own: true })
      expect(wrong.status).toBe(405)
      expect(wrong.headers.get('allow')).toBe('OPTIONS')
    })

    test('a wrong method stays one whatever the body is said to be', async () => {
      const response = await send('/items/7', {
        method: 'PUT',
        headers: { 'content-type': 'no type' },
        body: '{}',
      })

      expect(response.status).toBe(405)
    })

    test('OPTIONS lists the methods', async () => {
      const response = await send('/people', { method: 'OPTIONS' })

      expect(response.status).toBe(204)
      expect(response.headers.get('allow')).toBe('POST, OPTIONS')
    })

    test('HEAD answers as GET does, without the body', async () => {
      const response = await send('/items/7', { method: 'HEAD' })

      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(await response.text()).toBe('')
    })

    test('a slash at the end, or a question mark, makes no difference', async () => {
      expect((await send('/items/7/')).status).toBe(200)
      expect((await send('/items/7?')).status).toBe(200)
      expect((await send('/')).status).toBe(200)
    })

    test('a path that is not percent-encoded is a 400 problem', async () => {
      const response = await send('/words/%zz')

      // Fastify answers for its own router where it is not ours.
      expect(response.status).toBe(400)
    })
  })

  describe('bodies', () => {
    test('a JSON body is read', async () => {
      const response = await post('/people', '{"name":"Ada","age":36,"admin":true}')

      expect(await response.json()).toEqual({ name: 'Ada', age: 36 })
    })

    test.each([
      'application/json; charset=utf-8',
      'Application/JSON;charset="UTF-8"',
      'application/merge-patch+json',
      'application/json;profile=x',
    ])('the content type %s is JSON', async (type) => {
      expect((await post('/people', '{"name":"Ada"}', type)).status).toBe(200)
    })

    test.each([
      'text/plain',
      'application/jsonx',
      'application/json; charset=latin1',
      'text/json',
      'json',
      '/',
    ])('the content type %s is a 415 problem', async (type) => {
      const response = await post('/people', '{"name":"Ada"}', type)

      expect(response.status).toBe(415)
      expect(await response.json()).toMatchObject({ status: 415, title: 'Unsupported Media Type' })
    })

    test('a body without a content type is a 415 problem', async () => {
      const response = await send('/people', { method: 'POST', body: new Uint8Array([123, 125]) })

      expect(response.status).toBe(415)
    })

    test('no body at all is a 400 problem', async () => {
      const response = await send('/people', { method: 'POST' })

      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({
        detail: 'Expected a body of application/json, found none.',
      })
      expect((await post('/people', '')).status).toBe(400)
    })

    test('a compressed body is a 415 problem', async () => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }

      expect((await send('/people', { method: 'POST', body: 'x', headers })).status).toBe(415)
    })

    test('a body above the limit is a 413 problem, announced or not', async () => {
      const body = JSON.stringify({ name: 'x'.repeat(5000) })
      const stream = new Blob([body, body]).stream()

      const announced = await post('/people', body)
      const chunked = await send('/people', {
        method: 'POST',
        body: stream,
        duplex: 'half',
        headers: { 'content-type': 'application/json' },
      })

      expect(announced.status).toBe(413)
      expect(await announced.json()).toMatchObject({
        detail: 'The body is longer than 5000 bytes.',
      })
      expect(chunked.status).toBe(413)
    })

    test('a body of exactly the limit is read', async () => {
      const name = 'x'.repeat(5000 - '{"name":""}'.length)

      expect((await post('/people', JSON.stringify({ name }))).status).toBe(200)
    })

    test('malformed JSON is a 400 problem that says where', async () => {
      const response = await post('/people', '{\n  "name": oops\n}')

      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({
        type: 'about:blank',
        title: 'Bad Request',
        status: 400,
        detail: 'The body is not JSON: unexpected "o" at line 2, column 11.',
      })
    })

    test('an invalid body is a 400 problem with every violation', async () => {
      const response = await post('/people', '{"name":1,"age":"old"}')

      expect(response.status).toBe(400)
      expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
      expect(await response.json()).toEqual({
        type: 'about:blank',
        title: 'Bad Request',
        status: 400,
        detail: 'The request is not valid.',
        errors: [
          { pointer: '/name', detail: 'expected a string' },
          { pointer: '/age', detail: 'expected a number' },
        ],
      })
    })

    test('more than a hundred levels of nesting are a violation', async () => {
      const deep = '['.repeat(101) + ']'.repeat(101)
      const deepest = '['.repeat(2000) + ']'.repeat(2000)
      const inText = JSON.stringify({ name: `${'['.repeat(500)}\\"` })

      expect(await (await post('/people', deep)).json()).toMatchObject({
        errors: [{ pointer: '', detail: 'expected at most 100 levels of nesting' }],
      })
      expect((await post('/people', deepest)).status).toBe(400)
      expect((await post('/people', inText)).status).toBe(200)
    })

    test('invalid UTF-8 is a 400 problem', async () => {
      const bytes = new Uint8Array([...new TextEncoder().encode('{"name":"'), 0xff, 0x22, 0x7d])

      const response = await post('/people', bytes)

      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ detail: 'The body is not valid UTF-8.' })
    })

    test('characters split between two chunks arrive whole', async () => {
      const bytes = new TextEncoder().encode('{"name":"ä"}')
      const body = new ReadableStream<Uint8Array>({
        async start(controller) {
          controller.enqueue(bytes.slice(0, 10))
          await new Promise((resolve) => setTimeout(resolve, 10))
          controller.enqueue(bytes.slice(10))
          controller.close()
        },
      })

      const response = await send('/people', {
        method: 'POST',
        body,
        duplex: 'half',
        headers: { 'content-type': 'application/json' },
      })

      expect(await response.json()).toEqual({ name: 'ä' })
    })

    test('a multipart form is read, up to a limit of its own', async () => {
      const upload = (length: number) => {
        const body = new FormData()
        body.set('name', 'Ann')
        body.set('photo', new File(['x'.repeat(length)], 'photo.txt'))
        return send('/forms', { method: 'POST', body })
      }

      const fits = await upload(7000)
      const tooLong = await upload(9000)

      expect(await fits.json()).toMatchObject({ name: 'Ann', photo: { name: 'photo.txt' } })
      expect(tooLong.status).toBe(413)
      expect(await tooLong.json()).toMatchObject({ detail: 'The body is longer than 8000 bytes.' })
    })

    test('a multipart form that breaks off is a 400', async () => {
      const body = '--b\r\ncontent-disposition: form-data; name="a"; filename="a"\r\n\r\nabc'

      expect((await post('/forms', body, 'multipart/form-data; boundary=b')).status).toBe(400)
    })

    test('a form is read, a name that comes twice as a list', async () => {
      const response = await post(
        '/forms',
        'a=1&b=x+y&a=%C3%A4&__proto__=z',
        'application/x-www-form-urlencoded',
      )

      expect(await response.text()).toBe('{"a":["1","ä"],"b":"x y","__proto__":"z"}')
      expect((await post('/forms', '{}')).status).toBe(415)
    })
  })

  describe('query, headers and cookies', () => {
    test('values arrive parsed', async () => {
      const response = await send('/search?page=2&open=true&since=2026-11-22&tag=a&tag=b+c', {
        headers: { 'x-user': 'ada', cookie: 'other=1; session="s%201"; session=2' },
      })

      expect(await response.json()).toEqual({
        page: 2,
        isOpen: true,
        since: '2026-11-22T00:00:00.000Z',
        tags: ['a', 'b c'],
        user: 'ada',
        session: 's 1',
      })
    })

    test('what is absent is left out', async () => {
      expect(await (await send('/search')).json()).toEqual({})
    })

    test('values that do not parse are a 400 problem that names each', async () => {
      const response = await send('/search?page=two&open=yes&since=2026-02-30&tag=%00')

      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({
        status: 400,
        errors: [
          { parameter: 'page', in: 'query', detail: 'expected a number' },
          { parameter: 'open', in: 'query', detail: 'expected true or false' },
          { parameter: 'since', in: 'query', detail: 'expected an ISO 8601 date' },
          { parameter: 'tag', in: 'query', detail: 'expected well-formed text without U+0000' },
        ],
      })
    })

    test('a list is one header with commas, or several lines of one name', async () => {
      const lines = [
        ['x-scopes', ' read,, "a, \\"b\\"" ,write'],
        ['x-limits', '1'],
        ['x-limits', '2, 3'],
      ] as [string, string][]

      expect(await (await send('/lists', { headers: lines })).json()).toEqual({
        scopes: ['read', '"a, \\"b\\""', 'write'],
        limits: [1, 2, 3],
      })
    })

    test('an absent list is undefined, or empty where one is required; an empty one is empty', async () => {
      expect(await (await send('/lists')).json()).toEqual({ limits: [] })
      expect(await (await send('/lists', { headers: { 'x-scopes': '' } })).json()).toEqual({
        scopes: [],
        limits: [],
      })
    })

    test('every element of a list that does not parse is a violation', async () => {
      const response = await send('/lists', { headers: { 'x-limits': '1, two, , three' } })

      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({
        errors: [
          { parameter: 'x-limits', in: 'header', detail: 'expected a number' },
          { parameter: 'x-limits', in: 'header', detail: 'expected a number' },
        ],
      })
    })

    test('two values where one is expected are a violation', async () => {
      expect(await (await send('/search?page=1&page=2')).json()).toMatchObject({
        errors: [{ parameter: 'page', in: 'query', detail: 'expected one value, found 2' }],
      })
    })

    test('required values that are absent are named, each once', async () => {
      expect(await (await send('/required')).json()).toMatchObject({
        errors: [
          { parameter: 'page', in: 'query', detail: 'expected a number, found nothing' },
          { parameter: 'x-user', in: 'header' },
          { parameter: 'session', in: 'cookie' },
        ],
      })
    })

    test('the context has the whole request', async () => {
      const response = await send('/echo?a=1', { headers: { 'x-user': 'ada' } })

      expect(response.headers.get('x-method')).toBe('GET')
      expect(await response.json()).toMatchObject({ query: '?a=1', user: 'ada' })
    })
  })

  describe('answers', () => {
    test('created answers 201 with an encoded location and the body', async () => {
      const response = await post('/created', '{}')

      expect(response.status).toBe(201)
      expect(response.headers.get('location')).toBe('/items/%C3%A4%20b')
      expect(await response.json()).toEqual({ id: 7 })
    })

    test('created without a body has none', async () => {
      const response = await post('/created-nothing', '{}')

      expect(response.status).toBe(201)
      expect(response.headers.get('content-type')).toBeNull()
      expect(await response.text()).toBe('')
    })

    test('accepted answers 202 with a location', async () => {
      const response = await post('/accepted', '{}')

      expect(response.status).toBe(202)
      expect(response.headers.get('location')).toBe('/jobs/1')
    })

    test('messages of a validation are listed like violations', async () => {
      expect(await (await post('/invalid', '{}')).json()).toMatchObject({
        status: 400,
        errors: [
          { pointer: '/name', detail: 'too short' },
          { pointer: '/name', detail: 'too plain' },
          { pointer: '/a~1b', detail: 'odd' },
        ],
      })
    })

    test('extensions are members of the problem and never its own', async () => {
      const response = await send('/problem')

      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({
        type: 'about:blank',
        title: 'Bad Request',
        status: 400,
        detail: 'Not eligible',
        providerId: 'p-1',
      })
    })

    test('a problem carries no header of the answer it replaced', async () => {
      const response = await send('/problem')

      expect(response.headers.get('location')).toBeNull()
      expect(response.headers.get('x-kept')).toBe('yes')
    })

    test('a header is set once, a cookie as often as it is set', async () => {
      const response = await send('/cookies')

      expect(response.status).toBe(204)
      expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
      expect(response.headers.get('x-one')).toBe('second')
    })

    test('a status that user code set is the answer when nothing was written', async () => {
      expect((await send('/teapot')).status).toBe(418)
    })

    test('results write themselves', async () => {
      expect(await (await send('/results/ok')).json()).toEqual({ done: true })
      expect((await send('/results/none')).status).toBe(204)
      expect(await (await send('/results/bad')).json()).toMatchObject({
        status: 400,
        detail: 'Not so',
      })
      expect(await (await send('/results/missing')).json()).toMatchObject({ title: 'Not Found' })
      const moved = await send('/results/moved', { redirect: 'manual' })
      expect(moved.status).toBe(302)
      expect(moved.headers.get('location')).toBe('/elsewhere')
      const own = await send('/results/own')
      expect(own.status).toBe(299)
      expect(own.headers.get('x-own')).toBe('yes')
    })

    test.each([
      ['application/json', 200],
      ['application/*;q=0.5, text/html', 200],
      ['application/vnd.api+json', 200],
      ['text/html, */*;q=0.1', 200],
      ['text/html', 406],
      ['application/json;q=0, */*', 406],
    ])('GET with Accept: %s answers %i', async (accept, status) => {
      expect((await send('/items/7', { headers: { accept } })).status).toBe(status)
    })

    test('text is answered whatever the client accepts', async () => {
      expect(await (await send('/', { headers: { accept: 'text/plain' } })).text()).toBe('home')
    })

    test('an endpoint that answers JSON does not run for a client that refuses it', async () => {
      const refused = await send('/strict', { method: 'POST', headers: { accept: 'text/html' } })

      expect(refused.status).toBe(406)
      expect(await refused.json()).toMatchObject({ title: 'Not Acceptable' })
      expect(await (await send('/strict', { method: 'POST' })).json()).toEqual({ ran: true })
    })
  })

  describe('errors', () => {
    test('a problem that is thrown is the answer', async () => {
      expect(await (await send('/thrown')).json()).toEqual({
        type: 'about:blank',
        title: 'Full',
        status: 409,
        detail: 'No rooms',
      })
    })

    test('a conflict nobody caught is a 409 problem', async () => {
      expect((await send('/changed')).status).toBe(409)
      expect(await (await send('/exists')).json()).toMatchObject({
        status: 409,
        detail: '"o-1" exists already.',
      })
    })

    test('a client is told nothing about an unexpected error, the log everything', async () => {
      const response = await send('/boom')
      const body = await response.text()

      expect(response.status).toBe(500)
      expect(body).not.toContain('hunter2')
      const { requestId } = JSON.parse(body) as { requestId: string }
      expect(response.headers.get('x-request-id')).toBe(requestId)
      expect(logger.of('error')).toMatchObject([
        {
          message: 'a request failed',
          fields: { requestId, method: 'GET', error: { message: 'the password is hunter2' } },
        },
      ])
    })

    test('the request id of a proxy is kept', async () => {
      const response = await send('/boom', { headers: { 'x-request-id': 'r-1' } })

      expect(response.headers.get('x-request-id')).toBe('r-1')
    })

    test('a database that is away is a 503 problem with Retry-After', async () => {
      const response = await send('/down')

      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('1')
      expect(await response.text()).not.toContain('5432')
    })

    test.each(['thrown-unencodable', 'problem-unencodable', 'thrown-traps'])(
      'what cannot be answered is a 500 problem and logged: %s',
      async (path) => {
        const response = await send(`/${path}`, { headers: { 'x-request-id': 'r-1' } })

        expect(response.status).toBe(500)
        expect(response.headers.get('x-request-id')).toBe('r-1')
        expect(await response.json()).toMatchObject({ status: 500, requestId: 'r-1' })
        expect(logger.of('error')).toHaveLength(1)
        expect((await send('/items/7')).status).toBe(200)
      },
    )

    test('an extension named toJSON does not replace the problem', async () => {
      const response = await send('/problem-to-json')

      expect(await response.json()).toEqual({
        type: 'about:blank',
        title: 'Conflict',
        status: 409,
        kept: true,
      })
    })

    test('what every object inherits was not sent', async () => {
      const response = await send('/inherited')

      expect(response.status).toBe(200)
      expect(await response.json()).toEqual({})
    })

    test('content codings are compared without regard to case', async () => {
      const response = await send('/people', {
        method: 'POST',
        body: '{"name":"Ada"}',
        headers: { 'content-type': 'application/json', 'content-encoding': 'Identity' },
      })

      expect(response.status).toBe(200)
    })

    test('of many violations the first hundred are listed, and the others counted', async () => {
      const response = await post('/names', JSON.stringify(Array<number>(1000).fill(1)))

      expect(response.status).toBe(400)
      const { detail, errors } = (await response.json()) as { detail: string; errors: unknown[] }
      expect(detail).toBe('The request is not valid. Of its errors, 900 more are not listed.')
      expect(errors).toHaveLength(100)
      expect(errors[99]).toEqual({ pointer: '/99', detail: 'expected a string' })
    })

    test.skipIf(adapter === 'plugin')(
      'a route value that is too long is an unknown path',
      async () => {
        const response = await send(`/words/${'x'.repeat(1001)}`)

        expect(response.status).toBe(404)
        expect(await response.json()).toMatchObject({
          detail: 'Nothing is served under this path.',
        })
      },
    )

    test('an error after the answer is logged only', async () => {
      const response = await send('/late')

      expect(await response.text()).toBe('answered')
      await expect
        .poll(() => logger.of('error'))
        .toMatchObject([{ message: 'an error after the answer was written' }])
      expect(afterwards).toContain('late')
    })

    test('of two answers the first one counts', async () => {
      expect(await (await send('/twice')).text()).toBe('first')
      await expect.poll(() => logger.of('warn')).toHaveLength(1)
    })

    test('a line break in a header value is refused', async () => {
      const response = await send('/injected')

      expect(response.status).toBe(500)
      expect(response.headers.get('set-cookie')).toBeNull()
    })

    test('no tenant where one is needed is a 400 problem', async () => {
      expect((await send('/tenant')).status).toBe(400)
    })

    test('a client that goes away aborts the signal and is not an error', async () => {
      const controller = new AbortController()
      const entered = new Promise<void>((resolve) => (gate.open = resolve))

      const answer = send('/aborted', { signal: controller.signal }).catch(() => undefined)
      await entered
      controller.abort()
      await answer

      await expect
        .poll(() => logger.of('debug'))
        .toMatchObject([{ message: 'the client went away' }])
      expect(logger.of('error')).toEqual([])
      expect((await send('/items/7')).status).toBe(200)
    })

    test('nothing is logged above debug for a mistake of the client', async () => {
      await Promise.all([
        post('/people', '{'),
        post('/people', '{}'),
        post('/people', '{}', 'text/plain'),
        post('/people', JSON.stringify({ name: 'x'.repeat(6000) })),
        send('/nowhere'),
        send('/people'),
        send('/search?page=x'),
        send('/thrown'),
        send('/changed'),
      ])

      expect(logger.entries.filter(({ level }) => level !== 'debug')).toEqual([])
    })
  })
})

describe('a body of app.fetch', () => {
  const logger = new MemoryLogger()
  let served: Served
  beforeAll(async () => {
    served = await adapters.fetch(sampleEndpoints, { logger })
  })
  afterAll(() => served.stop())
  beforeEach(() => void logger.entries.splice(0))

  const request = (body: ReadableStream | string) =>
    new Request('http://localhost/people', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    })

  test('that fails is a 400 problem', async () => {
    const body = new ReadableStream({
      pull(controller) {
        controller.error(new Error('cut'))
      },
    })

    const response = await served.app.fetch(request(body))

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      detail: 'The body could not be read to its end.',
    })
    expect(logger.of('error')).toEqual([])
  })

  test.each(['read', 'locked'])('that somebody has %s is a 500, and logged', async (how) => {
    const taken = request('{"name":"Ada"}')
    if (how === 'read') await taken.text()
    else taken.body!.getReader()

    const response = await served.app.fetch(taken)

    expect(response.status).toBe(500)
    expect(logger.of('error')).toMatchObject([
      { fields: { error: { message: expect.stringContaining('request.clone()') as string } } },
    ])
  })

  test('of a client that went away is no success', async () => {
    const controller = new AbortController()
    const aborted = new Request(request('{}'), { signal: controller.signal })
    controller.abort()

    expect((await served.app.fetch(aborted)).status).toBe(400)
  })
})
