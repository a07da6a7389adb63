import { Post, type FromForm, type UploadedFile } from '@critter/runtime'

export interface Command {
  readonly name: string
  readonly then: { readonly callback: () => void }
}

export class CallbackEndpoint {
  @Post('/callback')
  static post(command: Command): string {
    return command.name
  }
}

/** Forms hold nothing that has members of its own, JSON no files. */
export interface Profile {
  readonly name: string
  readonly address: { readonly city: string }
  readonly tuple: readonly [number, number]
}
export interface Picture {
  readonly file: UploadedFile
}

export class ProfileEndpoints {
  @Post('/profile')
  static profile(form: FromForm<Profile>): string {
    return form.name
  }

  @Post('/picture')
  static picture(picture: Picture): string {
    return picture.file.name
  }

  @Post('/choice')
  static choice(form: FromForm<Picture | Profile>): boolean {
    return 'name' in form
  }
}
