import { Get } from '@critter/runtime'

export class BrokenEndpoint {
  @Get('/broken')
  static get(: string {
    return ''
  }
}
