import { Get, type FromCookie, type FromQuery } from '@critter/runtime'

export interface Range {
  readonly from: number
  readonly to: number
}

export class SearchEndpoint {
  @Get('/search')
  static get(range: FromQuery<Range>): number {
    return range.from
  }

  @Get('/seen')
  static seen(ids: FromCookie<'ids', readonly number[]>): number {
    return ids.length
  }
}
