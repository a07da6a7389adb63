import type { Mail } from './mail.js'

export class MailHandler {
  static handle(_mail: Mail): void {}
}
