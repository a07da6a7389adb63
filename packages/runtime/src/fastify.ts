import type { FastifyPluginAsync } from 'fastify'
import type { App } from './hosting/app.js'
import { CritterApp } from './hosting/critter-app.js'
import { mountOn, mountUnknownPaths } from './http/mount-on.js'

/**
 * Serves an application inside a Fastify server of your own: `await server.register(critter, { app, prefix: '/v1' })`.
 *
 * The application starts when the server gets ready, and stops when it closes. Hooks of the server run for its
 * endpoints as for any others. Under a prefix, every path is the application's, and an unknown one a 404 problem;
 * without one, unknown paths stay the server's own. Register it after your own routes of the same paths.
 */
export const critter: FastifyPluginAsync<{
  readonly app: App
  readonly prefix?: string
  // Fastify answers a rejection with an error; a throw would end the process.
  // eslint-disable-next-line @typescript-eslint/require-await
}> = async (fastify, { app }) => {
  if (!(app instanceof CritterApp)) {
    throw new TypeError(
      'Expected an app of createApp(), made by the same copy of @critter/runtime.',
    )
  }
  mountOn(fastify, app.executions, app.endpoints)
  if (fastify.prefix !== '') mountUnknownPaths(fastify, app.executions, app.endpoints)
  fastify.addHook('onReady', () => app.start())
  fastify.addHook('onClose', () => app.stop())
}
