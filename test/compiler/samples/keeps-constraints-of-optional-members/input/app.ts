import { Post } from '@critter/runtime'
/** @format email */
export type Email = string
export interface Pay {
  readonly a?: readonly Email[]; readonly b: Record<string, Email>; readonly c: Email | number | null
  readonly d?: ReadonlySet<Email>; readonly e?: [Email]; readonly f?: Email | number; readonly g: Partial<{ zs: readonly Email[] }>
  readonly h: Record<'x' | 'y', Email>; readonly i?: Email; readonly j?: Email | null; readonly k: Email | undefined; readonly l: Partial<Record<'p', Email>>
}
export class PayEndpoint { @Post('/pay') static post(pay: Pay): string { return String(pay.c) } }
