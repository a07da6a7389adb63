// What only bytes on a socket can show.
import fc from 'fast-check'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answerMalformed } from '../../packages/runtime/src/hosting/answer-malformed.js'
import { queryValues } from '../../packages/runtime/src/http/query-values.js'
import { adapters, type Served } from './support/adapters.js'
import { MemoryLogger } from './support/memory-logger.js'
import { sampleEndpoints } from './support/sample-endpoints.js'

describe.each(['listen', 'plugin'] as const)('over %s', (adapter) => {
  const logger = new MemoryLogger()
  let served: Served
  let host: URL

  beforeAll(async () => {
    served = await adapters[adapter](sampleEndpoints, { logger, bodyLimit: 5000 })
    host = new URL(served.url!)
  })
  afterAll(() => served.stop())
  beforeEach(() => void logger.entries.splice(0))

  async function open(text: string): Promise<Socket> {
    const socket = connect(Number(host.port), host.hostname)
    socket.on('error', () => {})
    await once(socket, 'connect')
    socket.write(text.replaceAll('{prefix}', host.pathname === '/' ? '' : host.pathname))
    return socket
  }

  async function answerTo(text: string): Promise<string> {
    const socket = await open(text)
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    await once(socket, 'close')
    return answer
  }

  async function isAlive(): Promise<void> {
    expect((await served.send('/items/7')).status).toBe(200)
    expect(logger.entries.filter(({ level }) => level !== 'debug')).toEqual([])
  }

  test('a client that breaks off in the middle of its body is no error', async () => {
    const socket = await open(
      'POST {prefix}/people HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"name":',
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 50))

    await isAlive()
  })

  test('a client that sends and goes is no error', async () => {
    for (const path of ['/items/7', '/boom-not-there', '/search?page=x']) {
      const socket = await open(`GET {prefix}${path} HTTP/1.1\r\nhost: x\r\n\r\n`)
      socket.destroy()
    }
    await new Promise((resolve) => setTimeout(resolve, 50))

    await isAlive()
  })

  test('a body that is announced as too long is refused before it is sent, and the connection closed', async () => {
    const answer = await answerTo(
      'POST {prefix}/people HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 5001\r\n\r\n',
    )

    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toMatch(/connection: close/i)
  })

  test('a request that is not HTTP is no error', async () => {
    const answer = await answerTo('hello\r\n\r\n')

    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    await isAlive()
  })

  test('headers that are longer than Node reads are refused', async () => {
    const answer = await answerTo(
      `GET {prefix}/items/7 HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`,
    )

    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
    await isAlive()
  })

  test.runIf(adapter === 'listen')('what Node cannot read is told as a problem', async () => {
    const noHttp = await answerTo('hello\r\n\r\n')
    const tooLong = await answerTo(
      `GET {prefix}/items/7 HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`,
    )

    expect(noHttp).toContain('content-type: application/problem+json')
    expect(noHttp).toContain('"detail":"The request is not well-formed HTTP."')
    expect(tooLong).toContain('content-type: application/problem+json')
    expect(tooLong).toContain('"detail":"The headers are longer than the server reads."')
  })

  test('TRACE is a wrong method like any other', async () => {
    const trace = (path: string) =>
      answerTo(`TRACE {prefix}${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)

    const answer = await trace('/items/7')
    expect(answer).toMatch(/^HTTP\/1\.1 405 /)
    expect(answer).toMatch(/\r\nallow: GET, HEAD, DELETE, OPTIONS\r\n/)
    expect(await trace('/nowhere')).toMatch(/^HTTP\/1\.1 404 /)
  })

  test.runIf(adapter === 'listen')('what Node would refuse by itself is a problem', async () => {
    const withoutHost = await answerTo('GET /items/7 HTTP/1.1\r\n\r\n')
    expect(withoutHost).toMatch(/^HTTP\/1\.1 400 /)
    expect(withoutHost).toMatch(/\r\nconnection: close\r\n/i)
    expect(withoutHost).toMatch(/\r\ncontent-type: application\/problem\+json/)
    expect(withoutHost).toContain('"detail":"The request names no host."')

    const expecting = await answerTo(
      'GET /items/7 HTTP/1.1\r\nhost: x\r\nexpect: foo\r\nconnection: close\r\n\r\n',
    )
    expect(expecting).toMatch(/^HTTP\/1\.1 417 /)
    expect(expecting).toMatch(/\r\ncontent-type: application\/problem\+json/)
    expect(expecting).toContain('"detail":"Nothing but 100-continue can be expected."')

    await isAlive()
  })

  test('HTTP/1.0 needs no host, and 100-continue is answered', async () => {
    expect(await answerTo('GET {prefix}/items/7 HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /)

    const answer = await answerTo(
      'GET {prefix}/items/7 HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /)
  })

  test('a request without a usable host has a url all the same', async () => {
    const answer = await answerTo(
      'GET {prefix}/echo?a=1 HTTP/1.1\r\nhost: not a host\r\nconnection: close\r\n\r\n',
    )

    expect(answer).toContain('"query":"?a=1"')
  })

  test('bytes beyond ASCII in a header are a value like any other', async () => {
    const answer = await answerTo(
      'GET {prefix}/search HTTP/1.1\r\nhost: x\r\nx-user: \xe4\r\nconnection: close\r\n\r\n',
    )

    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  })
})

// A server of `listen` waits five minutes, so this one has a shorter patience.
test('a request that does not arrive in time is answered, and the connection closed', async () => {
  const server = createServer({ requestTimeout: 50, connectionsCheckingInterval: 10 })
  server.on('clientError', answerMalformed)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')

  socket.write('POST /people HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n')
  let answer = ''
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
  await once(socket, 'close')
  server.close()

  expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
  expect(answer).toContain('connection: close\r\n')
  expect(answer).toContain('"status":408,"detail":"The request did not arrive in time."}')
})

test('query values are read as URLSearchParams reads them', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'a',
      'b',
      'ab',
      '',
      'a%62',
      '%61',
      '+',
      '%20',
      '%zz',
      '%',
      '%ff',
      '%C3%A4',
      'ä',
      '=',
      '?',
    ),
    fc.string({ maxLength: 4 }),
  )
  const pair = fc.oneof(
    piece,
    fc.tuple(piece, piece).map(([name, value]) => `${name}=${value}`),
  )
  fc.assert(
    fc.property(
      fc.array(pair, { maxLength: 6 }),
      fc.constantFrom('a', 'ab', ' ', 'ä'),
      (pairs, name) => {
        // A fragment never reaches a server, and a lone surrogate no URL.
        const query = pairs
          .join('&')
          .replaceAll('#', '')
          .replace(/[\uD800-\uDFFF]/gu, '')

        expect(queryValues(`/x?${query}`, name)).toEqual(
          new URLSearchParams(`?${query}`).getAll(name),
        )
      },
    ),
    { numRuns: 2000 },
  )
})
