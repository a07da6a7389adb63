import { Data, Post, type SideEffect } from '@critter/runtime'

export interface Mailer {
  send(to: string): Promise<void>
}
export class SendMail extends Data<{ to: string }> implements SideEffect {
  async execute(mailer: Mailer): Promise<void> {
    await mailer.send(this.to)
  }
}

export class InviteEndpoint {
  @Post('/invite')
  static post(): [string, SendMail | null] {
    return ['ok', new SendMail({ to: 'x' })]
  }
}
