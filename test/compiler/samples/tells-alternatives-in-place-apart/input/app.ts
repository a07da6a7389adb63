import { Get, Post } from '@critter/runtime'

export class PaymentEndpoints {
  @Post('/payments')
  static pay(
    body: { readonly amount: number } & ({ readonly card: string } | { readonly iban: string }),
  ): { readonly amount: number } & ({ readonly card: string } | { readonly iban: string }) {
    return body
  }

  @Get('/state')
  static state():
    | { readonly paid: true; readonly at: string }
    | { readonly paid: false; readonly due: string }
    | { readonly paid: null } {
    return { paid: null }
  }

  @Get('/history')
  static history():
    | readonly string[]
    | { readonly kind: 'none'; readonly since: string }
    | { readonly kind: 'hidden'; readonly reason: string } {
    return []
  }
}
