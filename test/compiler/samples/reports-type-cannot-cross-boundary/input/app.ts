import { Get, Post, Produces, type FromForm, type UploadedFile } from '@critter/runtime'

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

/** What the document says is never written by us. */
export class Teapot {
  readonly brew: unknown = 'tea'
}
export class Kettle {
  boil(): void {}
}

export class TeaEndpoint {
  @Post('/tea')
  @Produces(418, Teapot)
  static brew(): string {
    return 'tea'
  }

  @Post('/kettle')
  @Produces(418, Kettle)
  static boil(): string {
    return 'tea'
  }
}

export class EmptyEndpoint {
  @Get('/empty')
  static get(): Record<string, never> {
    return {}
  }
}
