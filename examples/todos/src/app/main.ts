import { todosApp } from './app.js'

const { url } = await todosApp().listen({ port: Number(process.env['PORT'] ?? 3000) })
console.log(`Listening on ${url}`)
