import { Post, type FromForm } from '@critter/runtime'

export interface SignIn {
  readonly name: string
  /** @minLength 8 */
  readonly password: string
}

export class SignInEndpoint {
  @Post('/sign-in')
  static post(form: FromForm<SignIn>): string {
    return form.name
  }
}
