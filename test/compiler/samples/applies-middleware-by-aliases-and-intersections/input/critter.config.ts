import { defineConfig, useMiddleware } from '@critter/cli'

export default defineConfig({
  policies: [
    useMiddleware('./app.ts#Log', { request: './app.ts#AnyChange' }),
    useMiddleware('./app.ts#Audit', { request: './app.ts#Signed' }),
  ],
})
