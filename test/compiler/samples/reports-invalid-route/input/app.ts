import { Get } from '@critter/runtime'

export class RouteEndpoint {
  @Get('/todos/:id?/name')
  static get(id?: number): string {
    return `${id}`
  }
}
