import { inspect } from 'node:util'
import type { Logger } from '../core/logger.js'

type Level = 'debug' | 'info' | 'warn' | 'error'
const levels: readonly Level[] = ['debug', 'info', 'warn', 'error']

/**
 * One line of JSON per entry on standard output; on a terminal, a line to read. `LOG_LEVEL` says from which level on:
 * `debug`, `info` (the default), `warn` or `error`.
 */
export function consoleLogger(): Logger {
  const from = Math.max(levels.indexOf((process.env['LOG_LEVEL'] ?? 'info') as Level), 0)
  const format = process.stdout.isTTY ? readable : json
  const loggerWith = (common: object | undefined): Logger => {
    const log = (level: Level) =>
      levels.indexOf(level) < from
        ? () => {}
        : (message: string, fields?: object) => {
            const all = common === undefined ? fields : { ...common, ...fields }
            process.stdout.write(`${format(level, message, all)}\n`)
          }
    return {
      debug: log('debug'),
      info: log('info'),
      warn: log('warn'),
      error: log('error'),
      child: (fields) => loggerWith({ ...common, ...fields }),
    }
  }
  return loggerWith(undefined)
}

function json(level: Level, message: string, fields: object | undefined): string {
  const own = { time: new Date(), level, message }
  // Fields of these names do not take the place of what is logged.
  const entry = { ...own, ...fields, ...own }
  try {
    return JSON.stringify(entry, plain)
  } catch {
    // Something in it refers to itself. The message must not be lost for that.
    return JSON.stringify({ ...own, fields: inspect(fields) })
  }
}

function plain(_name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (!(value instanceof Error)) return value
  const { name, message, stack, cause } = value
  // Facts that an error carries are members of its own.
  return { ...(value as object), name, message, stack, ...(cause === undefined ? {} : { cause }) }
}

function readable(level: Level, message: string, fields: object | undefined): string {
  const time = new Date().toISOString().slice(11, 23)
  const rest = fields === undefined ? '' : ` ${inspect(fields, { colors: true, breakLength: 120 })}`
  return `${time} ${level.padEnd(5)} ${message}${rest}`
}
