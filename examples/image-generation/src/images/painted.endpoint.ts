import { EmptyResponse, Post, type FromRoute } from '@critter/runtime'
import { ImageGenerated, ImageRefused } from './messages.js'

/** What the painter calls back. */
export class PaintedEndpoint {
  @Post('/painted/:id')
  @EmptyResponse()
  static painted(id: FromRoute<string>, body: { readonly image: Uint8Array }): ImageGenerated {
    return new ImageGenerated({ id, image: body.image })
  }

  @Post('/refused/:id')
  @EmptyResponse()
  static refused(id: FromRoute<string>, body: { readonly reason: string }): ImageRefused {
    return new ImageRefused({ id, reason: body.reason })
  }
}
