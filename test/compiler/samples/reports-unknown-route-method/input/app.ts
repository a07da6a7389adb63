import { Get } from '@critter/runtime'

export class BoardEndpoints {
  static readonly routes = { lst: Get('/boards') }

  static list(): string {
    return ''
  }
}
