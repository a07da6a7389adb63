import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Tests run against the sources of the packages; child processes and the CLI run what `npm run build` made.
const source = (path: string) => fileURLToPath(new URL(`./packages/${path}`, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^@critter\/runtime\/(generated|fastify|testing|rabbitmq|nats|redis|dead-letters|telemetry)$/,
        replacement: source('runtime/src/$1.ts'),
      },
      { find: /^@critter\/(runtime|compiler|cli)$/, replacement: source('$1/src/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts', 'examples/*/test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
