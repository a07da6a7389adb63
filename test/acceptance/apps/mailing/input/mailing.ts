import { Data, storeDoc, type StoreDoc } from '@critter/runtime'

/** @message critter-test-order-placed */
export interface Placed {
  readonly orderId: string
}

export class Mail extends Data<{ id: string }> {}

export class MailHandler {
  static handle({ orderId }: Placed): StoreDoc<Mail> {
    return storeDoc(Mail, new Mail({ id: orderId }))
  }
}
