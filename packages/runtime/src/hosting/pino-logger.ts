import type { Logger } from '../core/logger.js'

/** What we need of pino. */
export interface PinoLike {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
  child(fields: object): PinoLike
}

/**
 * Logs to pino: `createApp({ logger: pinoLogger(pino()) })`. Fields are pino's fields, and an `error` among them is its `err`, which
 * it writes with its stack and its causes.
 */
export function pinoLogger(pino: PinoLike): Logger {
  return {
    debug: (message, fields) => {
      pino.debug(fieldsOf(fields), message)
    },
    info: (message, fields) => {
      pino.info(fieldsOf(fields), message)
    },
    warn: (message, fields) => {
      pino.warn(fieldsOf(fields), message)
    },
    error: (message, fields) => {
      pino.error(fieldsOf(fields), message)
    },
    child: (fields) => pinoLogger(pino.child(fieldsOf(fields))),
  }
}

function fieldsOf(fields: object = {}): object {
  if (!('error' in fields)) return fields
  const { error, ...others } = fields
  return { ...others, err: error }
}
