import type { Logger } from '@critter/runtime'

export interface Entry {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Keeps what is logged. */
export class MemoryLogger implements Logger {
  readonly entries: Entry[] = []

  debug(message: string, fields: object = {}): void {
    this.entries.push({ level: 'debug', message, fields: { ...fields } })
  }
  info(message: string, fields: object = {}): void {
    this.entries.push({ level: 'info', message, fields: { ...fields } })
  }
  warn(message: string, fields: object = {}): void {
    this.entries.push({ level: 'warn', message, fields: { ...fields } })
  }
  error(message: string, fields: object = {}): void {
    this.entries.push({ level: 'error', message, fields: { ...fields } })
  }

  of(level: Entry['level']): readonly Entry[] {
    return this.entries.filter((each) => each.level === level)
  }
}
