import { Get, Ignore, problem, type ProblemDetails } from '@critter/runtime'

export class HiddenEndpoint {
  private static load(): number {
    return 1
  }

  @Ignore()
  static own(): number {
    return HiddenEndpoint.load()
  }

  @Get('/hidden')
  protected static get(): string {
    return ''
  }
}

export class GuardedEndpoint {
  private static before2(): ProblemDetails<401> | undefined {
    return problem({ status: 401 })
  }

  private static beforehand(): void {
    GuardedEndpoint.before2()
  }

  @Get('/guarded')
  static get(): string {
    GuardedEndpoint.beforehand()
    return ''
  }
}
