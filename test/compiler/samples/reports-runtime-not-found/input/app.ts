import { Get } from '@critter/runtime'

export class LostEndpoint {
  @Get('/lost')
  static get(): string {
    return ''
  }
}
