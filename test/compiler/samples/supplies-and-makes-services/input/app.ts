import { Get, Post, type Clock, type DocumentSession, type FromServices, type Logger } from '@critter/runtime'

export interface Mailer {
  send(to: string): Promise<void>
}
export class Templates {
  find(name: string): string {
    return name
  }
}
export class Letters {
  constructor(mailer: Mailer, templates: Templates, logger: Logger) {
    void mailer
    void templates
    void logger
  }
  write(): void {}
}
export class TodoRepository {
  constructor(session: DocumentSession, clock: Clock) {
    void session
    void clock
  }
  clear(): void {}
}

export class LetterEndpoint {
  readonly #letters: Letters
  constructor(letters: Letters) {
    this.#letters = letters
  }

  @Post('/letters')
  async post(repository: TodoRepository): Promise<void> {
    repository.clear()
    this.#letters.write()
  }

  @Get('/letters')
  static get(backup: FromServices<Mailer, 'backupMailer'>): string {
    return String(backup)
  }
}
