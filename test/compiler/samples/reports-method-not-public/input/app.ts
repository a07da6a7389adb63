import { Get, type QuerySession } from '@critter/runtime'

export class HiddenEndpoint {
  private static load(session: QuerySession): Promise<number> {
    void HiddenEndpoint.load
    return session.query(HiddenEndpoint).count()
  }

  @Get('/hidden')
  protected static get(): string {
    return ''
  }
}
