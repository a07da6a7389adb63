import { defineConfig, useMiddleware } from '@critter/cli'

export default defineConfig({
  policies: [
    useMiddleware(['./app.ts#Outer', './app.ts#Inner'], {
      when: (chain) => chain.route?.path === '/ordered',
    }),
  ],
})
