import { Get, type FromServices } from '@critter/runtime'

export interface Mailer {
  send(text: string): string
}

export class LetterEndpoint {
  @Get('/letters')
  static get(
    mailer: FromServices<Mailer, 'by-post'>,
    other: FromServices<Mailer, 'class'>,
    last: FromServices<Mailer, 'byPost'>,
  ): string {
    return mailer.send('') + other.send('') + last.send('')
  }
}
