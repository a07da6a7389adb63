import {
  Before,
  Get,
  NonTransactional,
  OnMissing,
  problem,
  Use,
  type HttpContext,
  type ProblemDetails,
} from '@critter/runtime'

export class Timing {
  static before(): void {}
}

export class Auth {
  static before(http: HttpContext): ProblemDetails<401> | undefined {
    return http.headers.has('x-user') ? undefined : problem({ status: 401 })
  }
}

export const Protected = Use(Auth)
export const First = Before()
export const List = Get

@Use(Timing)
@OnMissing('problem-400')
@NonTransactional()
export abstract class Endpoint {}

@Protected
@OnMissing('no-content')
export abstract class SecuredEndpoint extends Endpoint {}

export default Get('/notes/last')
