/**
 * Where the runtime logs to. `fields` are facts about the event; an `error` among them is an `Error`.
 * Fits pino's and most other loggers through a function of four lines.
 */
export interface Logger {
  debug(message: string, fields?: object): void
  info(message: string, fields?: object): void
  warn(message: string, fields?: object): void
  error(message: string, fields?: object): void
  /**
   * One that adds these fields to every entry. Where there is it, the logger of a handler says which message it handles, and
   * that of an endpoint which request it answers.
   */
  child?(fields: object): Logger
}
