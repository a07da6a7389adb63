import { Get, type FromCookie, type FromHeader, type FromQuery, type FromRoute } from '@critter/runtime'

export type Color = 'red' | 'green'
export enum Size {
  Small = 'small',
  Large = 'large',
}

export class SearchEndpoint {
  @Get('/shops/:shop/items/:page?')
  static search(
    shop: string,
    number: FromRoute<number, 'page'> | undefined,
    color: Color,
    sizes: readonly Size[],
    since: Date | undefined,
    before: FromQuery<Date, 'until'> | null,
    big: bigint,
    inStock = true,
    user: FromHeader<'x-user'>,
    attempt: FromHeader<'x-attempt', number> | undefined,
    session: FromCookie<'session'> | undefined,
    limits: FromHeader<'x-limits', readonly number[]>,
    scopes?: FromHeader<'x-scopes', string[]>,
  ): string {
    const url = [shop, number, color, sizes, since, before, big, inStock]
    return [...url, user, attempt, session, limits, scopes].join()
  }
}
