import { Get } from '@critter/runtime'

export interface Filter {
  readonly text: string
}

export class SearchEndpoint {
  @Get('/search')
  static get(filter: Filter): string {
    return filter.text
  }
}
