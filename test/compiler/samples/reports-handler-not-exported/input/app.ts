import { Get } from '@critter/runtime'

class HiddenEndpoint {
  @Get('/hidden')
  static get(): string {
    return ''
  }
}

export const used = HiddenEndpoint
