import { defineConfig, useMiddleware } from '@critter/cli'

export default defineConfig({
  policies: [
    useMiddleware('./app.ts#Timing'),
    useMiddleware('./app.ts#Access', { request: './app.ts#PlaceOrder' }),
  ],
})
