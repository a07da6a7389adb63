import type { App, CommonAppOptions } from '@critter/runtime'
import { buildApp, type AppDefinition, type EndpointRegistration } from '@critter/runtime/generated'
import { critter } from '@critter/runtime/fastify'
import { startApp } from '@critter/runtime/testing'
import fastify from 'fastify'
import { version } from '../../../packages/runtime/src/hosting/version.js'

export const emptyDefinition: AppDefinition = {
  compiler: version,
  documents: [],
  events: [],
  aggregates: [],
}

/** A served application, whichever way. */
export interface Served {
  readonly app: App
  /** Sends a request and reads nothing of the answer. */
  send(path: string, init?: RequestInit): Promise<Response>
  /** Of a server that listens. */
  readonly url?: string
  stop(): Promise<void>
}

type Serve = (
  endpoints: readonly EndpointRegistration[],
  options?: CommonAppOptions,
) => Promise<Served>

/** The same application behind `app.fetch`, `app.listen()` and the Fastify plugin. */
export const adapters: Readonly<Record<'fetch' | 'listen' | 'plugin', Serve>> = {
  async fetch(endpoints, options) {
    const { app, stop } = await start(endpoints, options)
    return {
      app,
      stop,
      send: (path, init) => app.fetch(new Request(`http://localhost${path}`, init)),
    }
  },
  async listen(endpoints, options) {
    const { app, stop } = await start(endpoints, options)
    const { url } = await app.listen({ port: 0, host: '127.0.0.1' })
    return { app, stop, url, send: (path, init) => fetch(url + path, init) }
  },
  async plugin(endpoints, options) {
    const { app, stop } = await start(endpoints, options)
    const server = fastify({ routerOptions: { ignoreTrailingSlash: true } })
    await server.register(critter, { app, prefix: '/v1' })
    const url = `${await server.listen({ port: 0, host: '127.0.0.1' })}/v1`
    return {
      app,
      url,
      send: (path, init) => fetch(url + path, init),
      stop: () => server.close().then(stop),
    }
  },
}

async function start(endpoints: readonly EndpointRegistration[], options: CommonAppOptions = {}) {
  let built: App | undefined
  const build = (overrides: CommonAppOptions): App =>
    (built = buildApp(emptyDefinition, { ...options, ...overrides }, () => endpoints))
  const test = await startApp(build, options)
  return { app: built!, stop: () => test.stop() }
}
