import { Get, type Envelope, type MessageContext } from '@critter/runtime'

export class OrderEndpoint {
  static before(envelope: Envelope): void {
    console.log(envelope.id)
  }

  @Get('/orders')
  static get(context: MessageContext): string {
    return context.envelope.id
  }
}
