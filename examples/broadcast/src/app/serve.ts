import type { App } from '@critter/runtime'
import { critter } from '@critter/runtime/fastify'
import fastify from 'fastify'
import { page } from './page.js'
import type { WebSocketHub } from './web-socket-hub.js'

/** The application inside a Fastify server, beside the page and the web sockets. */
export async function serve(
  app: App,
  hub: WebSocketHub,
  port: number,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = fastify()
  await server.register(critter, { app })
  server.get('/', (_request, reply) => reply.type('text/html').send(page))
  hub.serve(server.server)
  const url = await server.listen({ port, host: '127.0.0.1' })
  return {
    url,
    close: async () => {
      hub.close()
      await server.close()
      await app.stop()
    },
  }
}
