import { Data, Get, Post, type Entity, type FromRoute, type HttpContext, type QuerySession } from '@critter/runtime'

export class Session extends Data<{ id: string; text: string }> {}
export class HttpHandler extends Data<{ id: string; count: number }> {}
export interface Command {
  readonly class: string
}

export class HttpContextEndpoint {
  static loadFirst(db: QuerySession): Promise<readonly Session[]> {
    return db.query(Session).toArray()
  }

  static loadSecond(db: QuerySession, http: HttpContext): Promise<HttpHandler[]> {
    void http
    return db.query(HttpHandler).toArray() as Promise<HttpHandler[]>
  }

  static validate(session: readonly Session[], event: readonly HttpHandler[]): string[] {
    return session.length > event.length ? ['more'] : []
  }

  @Post('/names/größe/a-b/:class')
  static post(event: Command, result: readonly HttpHandler[], session: readonly Session[], newId: QuerySession, error: FromRoute<string, 'class'>): Session | HttpHandler {
    void event
    void error
    void newId
    return result[0] ?? (session[0] as Session)
  }
}

export class HandlerEndpoint {
  @Get('/handlers/:id')
  static get(http: Entity<HttpHandler>, requestContext: HttpContext): HttpHandler {
    void requestContext
    return http
  }
}
