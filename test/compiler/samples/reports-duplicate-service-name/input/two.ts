import { Get } from '@critter/runtime'

export interface Mailer {
  post(to: string): void
}

export class TwoEndpoint {
  @Get('/two')
  static get(mailer: Mailer): void {
    mailer.post('x')
  }
}
