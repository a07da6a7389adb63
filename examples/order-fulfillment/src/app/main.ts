import { fulfillmentApp } from './app.js'

const { url } = await fulfillmentApp().listen({ port: Number(process.env['PORT'] ?? 3000) })
console.log(`Listening on ${url}`)
