import { Data, Get, Produces, Results, type FromRoute, type HttpResult } from '@critter/runtime'

/** A text of digits: no number. @pattern ^-?\d+$ */
export type Digits = string

/** @minimum 1 @maximum 1000 */
export type Amount = bigint

export class Choice extends Data<{ links: readonly string[] }> {}

export class AccountEndpoints {
  @Get('/accounts/:digits')
  static get(digits: FromRoute<Digits>, above: bigint = 0n, amounts: readonly Amount[] = []): string {
    return `${digits} ${above} ${amounts.length}`
  }

  /** Of the redirections, only 304 has no body. */
  @Get('/choices')
  @Produces(300, Choice)
  @Produces(304, Choice)
  static choose(): HttpResult {
    return Results.ok(new Choice({ links: [] }))
  }
}
