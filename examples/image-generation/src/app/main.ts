import { imageApp } from './app.js'

const { url } = await imageApp().listen({ port: Number(process.env['PORT'] ?? 3000) })
console.log(`Listening on ${url}`)
