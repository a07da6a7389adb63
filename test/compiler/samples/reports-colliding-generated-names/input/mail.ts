import { Data } from '@critter/runtime'

export class Mail extends Data<{ to: string }> {}

export class MailHandler {
  static handle(_mail: Mail): void {}
}
