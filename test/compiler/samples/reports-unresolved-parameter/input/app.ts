import { Data, Post } from '@critter/runtime'

export interface Command {
  readonly orderId: string
}
export class Order extends Data<{ id: string }> {}

export class CancelOrderEndpoint {
  static validate(command: Command, order: Order): string[] {
    return command.orderId === order.id ? [] : ['another order']
  }

  @Post('/orders/:id/cancel')
  static post(command: Command): void {
    void command
  }
}

export class TagEndpoint {
  @Post('/tags')
  static post(...tags: readonly string[]): string {
    return tags.join()
  }
}
