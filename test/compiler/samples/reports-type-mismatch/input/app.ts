import { Get } from '@critter/runtime'

export class TotalEndpoint {
  static before(): { total: number } {
    return { total: 1 }
  }

  @Get('/total')
  static get(total: string): string {
    return total
  }
}
