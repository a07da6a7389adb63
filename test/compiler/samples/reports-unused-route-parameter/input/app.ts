import { Get } from '@critter/runtime'

export class RouteEndpoint {
  @Get('/boards/:boardId/cards/:cardId')
  static get(cardId: string): string {
    return cardId
  }
}
