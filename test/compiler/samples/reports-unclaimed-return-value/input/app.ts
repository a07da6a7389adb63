import { Get } from '@critter/runtime'

export interface Mailer {
  send(to: string): Promise<void>
}

export class MailerEndpoint {
  @Get('/mailer')
  static get(mailer: Mailer): Mailer {
    return mailer
  }
}
