import { Get, Post } from '@critter/runtime'

export class OrderEndpoints {
  @Get('/orders/:id')
  static get(id: `order-${number}`, tags: readonly `tag-${string}`[]): string {
    return [id, ...tags].join(' ')
  }

  @Post('/orders')
  static create(body: { readonly ids: readonly `order-${number}`[] }): { readonly first?: `order-${number}` } {
    const [first] = body.ids
    return first === undefined ? {} : { first }
  }
}
