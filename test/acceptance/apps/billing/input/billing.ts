import { Data, Message, storeDoc, type StoreDoc } from '@critter/runtime'

@Message('critter-test-order-placed')
export class OrderPlaced extends Data<{ orderId: string; amount: number }> {}

/** @message critter-test-print-invoice */
export interface PrintInvoice {
  readonly orderId: string
}

export class Invoice extends Data<{ id: string; amount: number }> {}
export class Print extends Data<{ id: string }> {}

export class InvoiceHandler {
  static handle({ orderId, amount }: OrderPlaced): StoreDoc<Invoice> {
    return storeDoc(Invoice, new Invoice({ id: orderId, amount }))
  }

  static handlePrintInvoice({ orderId }: PrintInvoice): StoreDoc<Print> {
    return storeDoc(Print, new Print({ id: orderId }))
  }
}
