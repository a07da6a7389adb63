import { Get, Post } from '@critter/runtime'

export class CodeEndpoints {
  @Get('/codes/:code')
  static get(code: Uppercase<string>): string {
    return code
  }

  @Post('/codes')
  static create(body: { readonly code: `code-${Uppercase<string>}` }): string {
    return body.code
  }
}
