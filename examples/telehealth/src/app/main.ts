import { telehealthApp } from './app.js'

const { url } = await telehealthApp().listen({ port: Number(process.env['PORT'] ?? 3000) })
console.log(`Listening on ${url}`)
