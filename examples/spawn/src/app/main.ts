import { spawnApp } from './app.js'

const { url } = await spawnApp().listen({ port: Number(process.env['PORT'] ?? 3000) })
console.log(`Listening on ${url}`)
