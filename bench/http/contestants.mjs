// The one endpoint in its four spellings, each in a process of its own.
import { buildCritter, compile, startServer } from '../servers.mjs'

const here = import.meta.dirname

export const contestants = {
  critter: { main: `${here}/critter/dist/main.js` },
  'by-hand': { main: `${here}/by-hand/main.mjs` },
  // As services over `pg` are mostly written: begin, insert, insert, commit.
  nestjs: { main: `${here}/nestjs/dist/main.js` },
  // With the named statements and the round trips of the one by hand: what is left is the framework.
  'nestjs/same-statements': {
    main: `${here}/nestjs/dist/main.js`,
    env: { STATEMENTS: 'by-hand' },
  },
}

export function build() {
  buildCritter(`${here}/critter`)
  compile(`${here}/nestjs`)
}

export function start(name, options) {
  const { main, env } = contestants[name]
  return startServer(main, { ...options, env })
}
