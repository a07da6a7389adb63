import { Get } from '@critter/runtime'

export class OneEndpoint {
  @Get('/a-b')
  static get(): string {
    return ''
  }
}

export class TwoEndpoint {
  @Get('/a_b')
  static get(): string {
    return ''
  }
}
