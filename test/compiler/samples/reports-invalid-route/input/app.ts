import { Get } from '@critter/runtime'

export class RouteEndpoint {
  @Get('/a%20b')
  static encoded(): string {
    return ''
  }

  @Get('/files/../secret')
  static above(): string {
    return ''
  }

  @Get('/todos/:id?/name')
  static get(id?: number): string {
    return `${id}`
  }
}
