import { Get } from '@critter/runtime'

interface Mailer {
  send(to: string): Promise<void>
}

export class MailEndpoint {
  @Get('/mail')
  static async get(mailer: Mailer): Promise<void> {
    await mailer.send('x')
  }
}
