import { reservationsApp } from './app.js'

const { url } = await reservationsApp().listen({ port: Number(process.env['PORT'] ?? 3000) })
console.log(`Listening on ${url}`)
