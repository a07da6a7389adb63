// Hooks of the same route, in the callback form, which is the faster one.
import Fastify from 'fastify'
import { count, sizes, takeCounts } from './counts.mjs'

const app = Fastify()
app.get('/counts', () => takeCounts())
for (const size of sizes) {
  app.register(async (scope) => {
    for (let number = 0; number < size; number++) {
      scope.addHook('preHandler', (request, reply, done) => {
        count.began++
        done()
      })
      scope.addHook('preSerialization', (request, reply, payload, done) => {
        count.ended++
        done(null, payload)
      })
    }
    const schema = {
      response: {
        200: { type: 'object', properties: { middleware: { type: 'number' } } },
      },
    }
    scope.get(`/with-${size}`, { schema }, async () => ({ middleware: size }))
  })
}
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
