// Endpoints as the compiler would generate them, one per thing a request can do.
import {
  accepted,
  ConcurrencyError,
  created,
  DatabaseUnavailableError,
  HttpResult,
  problem,
  ProblemError,
  Results,
  StreamExistsError,
  type HttpContext,
} from '@critter/runtime'
import {
  HttpHandler,
  pointerTo,
  refuse,
  toBoolean,
  toDate,
  toNumber,
  toText,
  within,
  type Decode,
  type EndpointRegistration,
  type HttpMethod,
  type RequestContext,
} from '@critter/runtime/generated'

type Handle = (http: HttpContext & RequestContext) => void | Promise<void>

class Sample extends HttpHandler {
  readonly #handle: Handle

  constructor(handle: Handle) {
    super()
    this.#handle = handle
  }

  override async handle(http: HttpContext & RequestContext): Promise<void> {
    await this.#handle(http)
  }
}

export function endpoint(
  method: HttpMethod,
  path: string,
  handle: Handle,
  answers?: 'json',
): EndpointRegistration {
  const registration = { method, path, handler: new Sample(handle) }
  return answers === undefined ? registration : { ...registration, answers }
}

interface Person {
  readonly name: string
  readonly age: number | undefined
}

export const decodePerson: Decode<Person> = (value, violations) => {
  if (typeof value !== 'object' || value === null) {
    violations.push({ pointer: '', detail: 'expected an object' })
    return undefined
  }
  const { name, age } = value as Record<string, unknown>
  if (typeof name !== 'string') violations.push({ pointer: '/name', detail: 'expected a string' })
  if (age !== undefined && typeof age !== 'number') {
    violations.push({ pointer: '/age', detail: 'expected a number' })
  }
  if (violations.length > 0) return undefined
  return { name: name as string, age: age as number | undefined }
}

const decodeNames: Decode<readonly string[]> = (value, violations) => {
  const before = violations.length
  const names = (value as unknown[]).map((each, index) => {
    const mark = violations.length
    if (typeof each === 'string') return each
    refuse(violations, '', each, 'expected a string')
    within(violations, mark, pointerTo(index))
    return ''
  })
  return violations.length > before ? undefined : names
}

const decodeForm: Decode<Record<string, unknown>> = (value) => value as Record<string, unknown>

/** What `/released` waits for. */
export const gate = { open: (): void => {}, entered: Promise.resolve() }
/** What happened behind an answer. */
export const afterwards: string[] = []

export const sampleEndpoints: readonly EndpointRegistration[] = [
  endpoint('GET', '/', (http) => {
    http.writeText('home')
  }),
  endpoint('POST', '/people', async (http) => {
    const person = await http.readJson(decodePerson)
    if (person === undefined) return
    http.writeJson(JSON.stringify(person))
  }),
  endpoint(
    'POST',
    '/strict',
    (http) => {
      http.writeJson('{"ran":true}')
    },
    'json',
  ),
  endpoint('POST', '/names', async (http) => {
    const names = await http.readJson(decodeNames)
    if (names !== undefined) http.writeJson(JSON.stringify(names))
  }),
  endpoint('GET', '/inherited', (http) => {
    const constructor = http.header('constructor', toText)
    const cookie = http.cookie('constructor', toText)
    const query = http.queryList('constructor', toText)
    const route = http.route('constructor', toText)
    http.writeJson(JSON.stringify({ constructor, cookie, query, route }))
  }),
  endpoint('POST', '/forms', async (http) => {
    const form = await http.readForm(decodeForm)
    if (form !== undefined) http.writeJson(JSON.stringify(form))
  }),
  endpoint('GET', '/items/:id', (http) => {
    const id = http.route('id', toNumber)
    if (id === undefined) {
      http.writeNotFound()
      return
    }
    http.writeJson(JSON.stringify({ id }))
  }),
  endpoint('DELETE', '/items/:id', (http) => {
    http.writeEmpty()
  }),
  endpoint('GET', '/words/:word', (http) => {
    const word = http.route('word', toText)
    if (word === undefined) {
      http.writeNotFound('No such word')
      return
    }
    http.writeJson(JSON.stringify({ word }))
  }),
  endpoint('GET', '/boards/:page?', (http) => {
    const page = http.optionalRoute('page', toNumber)
    if (page === null) {
      http.writeNotFound()
      return
    }
    http.writeJson(JSON.stringify({ page: page ?? 'none' }))
  }),
  endpoint('GET', '/search', (http) => {
    const page = http.query('page', toNumber)
    const isOpen = http.query('open', toBoolean)
    const since = http.query('since', toDate)
    const tags = http.queryList('tag', toText)
    const user = http.header('X-User', toText)
    const session = http.cookie('session', toText)
    if (http.refused) {
      http.writeViolations()
      return
    }
    http.writeJson(JSON.stringify({ page, isOpen, since, tags, user, session }))
  }),
  endpoint('GET', '/required', (http) => {
    const page = http.requiredQuery('page', toNumber)
    const tags = http.requiredQueryList('tag', toNumber)
    const user = http.requiredHeader('x-user', toText)
    const session = http.requiredCookie('session', toText)
    if (http.refused) {
      http.writeViolations()
      return
    }
    http.writeJson(JSON.stringify({ page, tags, user, session }))
  }),
  endpoint('OPTIONS', '/own-options', (http) => {
    http.writeJson('{"own":true}')
  }),
  endpoint('GET', '/lists', (http) => {
    const scopes = http.headerList('X-Scopes', toText)
    const limits = http.requiredHeaderList('x-limits', toNumber)
    if (http.refused) {
      http.writeViolations()
      return
    }
    http.writeJson(JSON.stringify({ scopes, limits }))
  }),
  endpoint('GET', '/echo', (http) => {
    http.setHeader('x-method', http.method)
    http.writeJson(
      JSON.stringify({
        path: http.url.pathname,
        query: http.url.search,
        user: http.headers.get('x-user'),
      }),
    )
  }),
  endpoint('POST', '/created', (http) => {
    http.writeCreated(created('/items/ä b', { id: 7 }), (body) => JSON.stringify(body))
  }),
  endpoint('POST', '/created-nothing', (http) => {
    http.writeCreated(created('/items/7'))
  }),
  endpoint('POST', '/accepted', (http) => {
    http.writeAccepted(accepted('/jobs/1', { id: 1 }), (body) => JSON.stringify(body))
  }),
  endpoint('POST', '/invalid', (http) => {
    http.writeValidationErrors({ name: ['too short', 'too plain'], 'a/b': 'odd' })
  }),
  endpoint('GET', '/cookies', (http) => {
    http.setHeader('set-cookie', 'a=1')
    http.setHeader('set-cookie', 'b=2')
    http.setHeader('x-one', 'first')
    http.setHeader('X-One', 'second')
  }),
  endpoint('GET', '/teapot', (http) => {
    http.status = 418
  }),
  endpoint('GET', '/results/ok', (http) => Results.ok({ done: true }).execute(http)),
  endpoint('GET', '/results/none', (http) => Results.noContent().execute(http)),
  endpoint('GET', '/results/bad', (http) => Results.badRequest('Not so').execute(http)),
  endpoint('GET', '/results/moved', (http) => Results.redirect('/elsewhere').execute(http)),
  endpoint('GET', '/results/missing', (http) => Results.status(404).execute(http)),
  endpoint('GET', '/results/own', (http) =>
    new HttpResult(299, (each) => {
      each.setHeader('x-own', 'yes')
    }).execute(http),
  ),
  endpoint('GET', '/problem', (http) => {
    http.setHeader('location', '/never')
    http.setHeader('x-kept', 'yes')
    http.writeProblem(
      problem({
        status: 400,
        detail: 'Not eligible',
        extensions: { providerId: 'p-1', status: 200, title: 'Fine', type: 'x', detail: 'y' },
      }),
    )
  }),
  endpoint('GET', '/thrown', () => {
    throw new ProblemError({ status: 409, title: 'Full', detail: 'No rooms' })
  }),
  endpoint('GET', '/boom', () => {
    throw new Error('the password is hunter2')
  }),
  endpoint('GET', '/thrown-unencodable', () => {
    throw new ProblemError({ status: 409, extensions: { total: 10n } })
  }),
  endpoint('GET', '/problem-unencodable', (http) => {
    http.writeProblem(problem({ status: 409, extensions: { total: 10n } }))
  }),
  endpoint('GET', '/problem-to-json', (http) => {
    http.writeProblem(problem({ status: 409, extensions: { toJSON: () => 'mine', kept: true } }))
  }),
  endpoint('GET', '/thrown-traps', () => {
    const fail = (): never => {
      throw new Error('a trap')
    }
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as a library might
    throw new Proxy({}, { get: fail, getPrototypeOf: fail, has: fail, ownKeys: fail })
  }),
  endpoint('GET', '/changed', () => {
    throw new ConcurrencyError('version', 'the stream is at 7')
  }),
  endpoint('GET', '/exists', () => {
    throw new StreamExistsError('o-1', 'Order')
  }),
  endpoint('GET', '/down', () => {
    throw new DatabaseUnavailableError('gone', { host: 'db', port: 5432, database: 'app' })
  }),
  endpoint('GET', '/late', async (http) => {
    http.writeText('answered')
    await new Promise((resolve) => setTimeout(resolve, 20))
    afterwards.push('late')
    throw new Error('behind the answer')
  }),
  endpoint('GET', '/twice', (http) => {
    http.writeText('first')
    http.writeText('second')
  }),
  endpoint('GET', '/aborted', async (http) => {
    gate.open()
    await new Promise((_, reject) => {
      http.signal.addEventListener('abort', () => {
        reject(http.signal.reason as Error)
      })
    })
  }),
  endpoint('GET', '/injected', (http) => {
    http.setHeader('x-name', 'a\r\nset-cookie: b=1')
  }),
  endpoint('GET', '/now', (http) => {
    http.writeJson(JSON.stringify(http.now()))
  }),
  endpoint('GET', '/tenant', (http) => {
    http.writeJson(JSON.stringify(http.requireTenant()))
  }),
]
