import { Post } from '@critter/runtime'

export interface Change {
  readonly text: string
}
/** Another name. */
export type AnyChange = Change
/** A name of its own. */
export type Signed = Change & { readonly by: string }

export class Log {
  static before(_change: Change): void {}
}

export class Audit {
  static before(_signed: Signed): void {}
}

export class ChangeEndpoint {
  @Post('/plain')
  static plain(request: AnyChange): string {
    return request.text
  }

  @Post('/signed')
  static signed(request: Signed): string {
    return request.by
  }

  @Post('/dated')
  static dated(request: Signed & { readonly on: Date }): string {
    return request.on.toISOString()
  }

  @Post('/other')
  static other(request: { readonly text: string }): string {
    return request.text
  }
}
