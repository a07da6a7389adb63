import { Get, Use } from '@critter/runtime'

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

/** A middleware is constructed as well. */
export class Timing {
  private constructor() {}
  before(): void {}
}

@Use(Timing)
export class TimedEndpoint {
  @Get('/timed')
  static get(): string {
    return 'timed'
  }
}
