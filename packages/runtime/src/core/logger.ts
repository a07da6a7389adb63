/**
 * Where the runtime logs to. `fields` are facts about the event; an `error` among them is an `Error`.
 * Fits pino's and most other loggers through a function of four lines.
 */
export interface Logger {
  debug(message: string, fields?: object): void
  info(message: string, fields?: object): void
  warn(message: string, fields?: object): void
  error(message: string, fields?: object): void
}
