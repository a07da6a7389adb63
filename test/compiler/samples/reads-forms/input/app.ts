import { Data, Post, type FromForm, type LocalDate, type UploadedFile } from '@critter/runtime'

export interface SignIn {
  readonly name: string
  /** @minLength 8 */
  readonly password: string
}

export enum Size {
  Small = 'small',
  Large = 'large',
}

/** What a page with every kind of input sends. */
export class Order extends Data<{
  /** @minLength 1 @maxLength 20 */
  readonly name: string
  /** @integer @minimum 1 */
  readonly count: number
  readonly price?: number
  readonly account: bigint
  readonly size: Size
  readonly stars: 1 | 2 | 3 | 'none'
  readonly at: Date
  readonly day?: LocalDate
  readonly terms: boolean
  readonly news?: boolean
  /** @maxItems 3 */
  readonly tags: readonly string[]
  readonly numbers?: readonly number[]
  readonly kinds: ReadonlySet<'a' | 'b'>
  readonly discount: number | null
  readonly constructor_: string
}> {}

export interface Upload {
  readonly title: string
  readonly photo: UploadedFile
  readonly more?: UploadedFile
  /** @maxItems 2 */
  readonly attachments: readonly UploadedFile[]
}

export class FormEndpoints {
  @Post('/sign-in')
  static signIn(form: FromForm<SignIn>): string {
    return form.name
  }

  @Post('/orders')
  static order(form: FromForm<Order>): Order {
    return form
  }

  @Post('/uploads')
  static upload(form: FromForm<Upload>): readonly string[] {
    return [form.photo, ...form.attachments, ...(form.more ? [form.more] : [])].map(
      (each) => `${each.name} ${each.contentType} ${each.size} ${each.text()}`,
    )
  }
}
