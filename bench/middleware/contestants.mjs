// Each contestant in a process of its own, with a route for every number of middleware.
import { buildCritter, startServer } from '../servers.mjs'

const here = import.meta.dirname

const contestants = {
  critter: `${here}/critter/dist/main.js`,
  fastify: `${here}/fastify.mjs`,
  hono: `${here}/hono.mjs`,
  nestjs: `${here}/nestjs.mjs`,
}
export const names = Object.keys(contestants)

export function build() {
  buildCritter(`${here}/critter`)
}

export function start(name, options) {
  return startServer(contestants[name], options)
}
