import { Post } from '@critter/runtime'

export class LooseEndpoint {
  @Post('/loose')
  // @ts-expect-error not annotated
  static post(request): string {
    return String(request)
  }
}
