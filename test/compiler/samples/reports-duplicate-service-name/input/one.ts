import { Get } from '@critter/runtime'

export interface Mailer {
  send(to: string): Promise<void>
}

export class OneEndpoint {
  @Get('/one')
  static async get(mailer: Mailer): Promise<void> {
    await mailer.send('x')
  }
}
