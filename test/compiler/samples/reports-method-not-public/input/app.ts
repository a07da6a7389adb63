import { Get, Ignore } from '@critter/runtime'

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
