import { Get } from '@critter/runtime'

export class SingleEndpoint {
  private constructor() {}

  @Get('/single')
  get(): string {
    return 'one'
  }
}

/** Its methods are static: nobody constructs it. */
export class StaticEndpoint {
  private constructor() {}

  @Get('/static')
  static get(): string {
    return 'none'
  }
}
