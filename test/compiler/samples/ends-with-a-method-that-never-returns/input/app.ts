import {
  Get,
  Post,
  problem,
  ProblemError,
  Use,
  type DocumentSession,
  type Logger,
  type ProblemDetails,
} from '@critter/runtime'

export class Timing {
  static finally(logger: Logger): void {
    logger.info('took')
  }
}

export class GoneEndpoint {
  @Get('/gone')
  static get(): never {
    throw new ProblemError({ status: 410 })
  }
}

/** What would come after it is not there, and no session is opened for that. */
@Use(Timing)
export class ClosedEndpoint {
  @Post('/closed')
  static post(_request: { readonly text: string }): never {
    throw new RangeError('closed')
  }

  static after(session: DocumentSession): void {
    void session
  }

  static onException(_error: RangeError): ProblemDetails<409> {
    return problem({ status: 409 })
  }
}

/** Constant texts: no encoder looks at its value. */
export class ConstantEndpoint {
  @Get('/true')
  static yes(): true {
    return true
  }

  @Get('/state')
  static state(): { readonly kind: 'none'; readonly since: null } | { readonly at: Date; readonly kind: 'on' } {
    return { kind: 'none', since: null }
  }

  @Get('/pair')
  static pair(): { readonly pair: readonly ['a', null] } {
    return { pair: ['a', null] }
  }
}
