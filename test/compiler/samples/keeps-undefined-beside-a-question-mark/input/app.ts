import { Post } from '@critter/runtime'

export class NoteEndpoints {
  @Post('/notes')
  static note(body: { readonly text?: string; readonly tag?: string | undefined }): {
    readonly text?: string
    readonly tag?: string | null | undefined
  } {
    return body
  }
}
