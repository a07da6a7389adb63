import { Get } from '@critter/runtime'

export class EarlyEndpoint {
  @Get(Paths.home)
  static get(): string {
    return ''
  }
}

export class Paths {
  static readonly home = '/home'
}
