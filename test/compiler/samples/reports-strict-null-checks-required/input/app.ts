import { Get } from '@critter/runtime'

export class LooseEndpoint {
  @Get('/loose')
  static get(): string {
    return ''
  }
}
