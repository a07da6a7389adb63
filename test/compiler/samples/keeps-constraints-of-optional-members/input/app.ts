import { Post, type LocalDate } from '@critter/runtime'
/** @format email */
export type Email = string
export interface Pay { readonly a?: Email; readonly b?: Email | null; readonly d?: LocalDate; readonly c: Email }
export class PayEndpoint { @Post('/pay') static post(pay: Pay): string { return pay.c } }
