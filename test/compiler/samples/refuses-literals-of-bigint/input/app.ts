import { Get, Post } from '@critter/runtime'

export class VersionEndpoints {
  @Get('/versions/:version')
  static get(version: 1n | 2n): string {
    return String(version)
  }

  @Post('/versions')
  static create(_body: { readonly version: 1n | 2n }): { readonly latest: 2n } {
    return { latest: 2n }
  }
}
