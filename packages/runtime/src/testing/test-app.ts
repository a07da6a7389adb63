import type { Duration } from '../core/duration.js'
import type { DocumentStore } from '../documents/sessions.js'
import type { App } from '../hosting/app.js'
import type { CritterApp } from '../hosting/critter-app.js'
import type { MessageBus } from '../messaging/message-bus.js'
import type { Activity } from './activity.js'
import { advance } from './advance.js'
import { readResponse, type TestResponse } from './test-response.js'
import { trackActivity, type TrackOptions } from './track-activity.js'

export interface TestRequest {
  /** Becomes the JSON body. */
  readonly json?: unknown
  /** Becomes the body of an HTML form: with a file (`new File([bytes], 'name.png')`) multipart, else urlencoded. A list sends its name several times. */
  readonly form?: Readonly<Record<string, FormValue | readonly FormValue[]>>
  /** Added to the URL. */
  readonly query?: Readonly<Record<string, string | number | boolean>>
  readonly headers?: Readonly<Record<string, string>>
  /** The status to expect. Default: any of 2xx; the error prints the body. */
  readonly status?: number
}

export type FormValue = string | Blob

/** A started application on a database of its own. The verbs are in process: no port, no socket. */
export interface TestApp extends AsyncDisposable {
  get(url: string, request?: TestRequest): Promise<TestResponse>
  post(url: string, request?: TestRequest): Promise<TestResponse>
  put(url: string, request?: TestRequest): Promise<TestResponse>
  patch(url: string, request?: TestRequest): Promise<TestResponse>
  delete(url: string, request?: TestRequest): Promise<TestResponse>
  readonly bus: MessageBus
  readonly store: DocumentStore
  /**
   * Resolves when everything the act has caused is finished: what it sent, what the handlers of that sent, and so on. What is
   * scheduled for later is not waited for; see `advance`.
   *
   * Rejects with what the act rejects with; when a message has gone to the dead letters, unless `allowErrors`; and when it
   * takes longer than `timeout` (default: 10 seconds), with a table of everything that has happened.
   */
  trackActivity<T>(act: () => T | Promise<T>, options?: TrackOptions): Promise<Activity<T>>
  /**
   * Moves the clock, delivers what becomes due on the way, in its order, and waits until all of it is finished. It does not move
   * timers of yours (`setTimeout`). Rejects as `trackActivity`.
   */
  advance(by: Duration): Promise<Activity<void>>
  /** Stops the application and drops its database. */
  stop(): Promise<void>
}

export function testApp(app: CritterApp, drop: () => Promise<void>): TestApp {
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => (stopped ??= app.stop().finally(drop))
  const verb = (method: string) => (url: string, request?: TestRequest) =>
    send(app, method, url, request)
  return {
    get: verb('GET'),
    post: verb('POST'),
    put: verb('PUT'),
    patch: verb('PATCH'),
    delete: verb('DELETE'),
    bus: app.bus,
    store: app.store,
    trackActivity: (act, options) => trackActivity(app, act, options),
    advance: (by) => advance(app, by),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

async function send(
  app: App,
  method: string,
  path: string,
  request: TestRequest = {},
): Promise<TestResponse> {
  const url = new URL(path, 'http://localhost')
  for (const [name, value] of Object.entries(request.query ?? {})) {
    url.searchParams.append(name, String(value))
  }
  const headers = new Headers()
  const body = bodyOf(request, headers)
  for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value)
  const answer = await app.fetch(new Request(url, { method, headers, body }))
  const asked = `${method} ${url.pathname}${url.search}`
  const response = await readResponse(answer, asked)
  if (isExpected(response.status, request.status)) return response
  const expected = request.status ?? '2xx'
  throw new Error(`${asked} answered ${response.status}, expected ${expected}:\n${response.text}`)
}

function bodyOf({ json, form }: TestRequest, headers: Headers): string | FormData | null {
  if (json !== undefined) {
    headers.set('content-type', 'application/json')
    return JSON.stringify(json)
  }
  if (form === undefined) return null
  const entries = Object.entries(form).flatMap(([name, value]) =>
    (isListOf(value) ? value : [value]).map((each) => [name, each] as const),
  )
  const texts = entries.flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  if (texts.length === entries.length) {
    headers.set('content-type', 'application/x-www-form-urlencoded')
    return new URLSearchParams(texts).toString()
  }
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

function isListOf(value: FormValue | readonly FormValue[]): value is readonly FormValue[] {
  return Array.isArray(value)
}

function isExpected(status: number, expected: number | undefined): boolean {
  return expected === undefined ? status >= 200 && status < 300 : status === expected
}
