import { Data } from '@critter/runtime'

export class Start extends Data<{ orderId: string }> {}
export class Paid extends Data<{ orderId: string }> {}
export class Cancel extends Data<{ orderId: string }> {}
export class Started extends Data {}
export class Cancelled extends Data {}
