import { ordersApp } from './app.js'

const { url } = await ordersApp().listen({ port: Number(process.env['PORT'] ?? 3000) })
console.log(`Listening on ${url}`)
