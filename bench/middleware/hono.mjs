import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { count, sizes, takeCounts } from './counts.mjs'

const app = new Hono()
app.get('/counts', (context) => context.json(takeCounts()))
for (const size of sizes) {
  const middleware = Array.from({ length: size }, () => async (context, next) => {
    count.began++
    await next()
    count.ended++
  })
  app.get(`/with-${size}`, ...middleware, (context) => context.json({ middleware: size }))
}
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' })
