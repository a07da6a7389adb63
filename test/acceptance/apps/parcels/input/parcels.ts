import {
  Data,
  EmptyResponse,
  insertDoc,
  outgoing,
  Post,
  type InsertDoc,
  type OutgoingMessages,
} from '@critter/runtime'
import { memoryBroker } from '@critter/runtime/testing'

export const broker = memoryBroker()

export interface Order {
  readonly id: string
}
export class Parcel extends Data<{ id: string }> {}
export class PrintLabel extends Data<{ id: string; copy: number }> {}
export class CallCarrier extends Data<{ id: string; times: number }> {}
export class PackParcel extends Data<{ id: string }> {}

export class ParcelEndpoints {
  @Post('/alone')
  @EmptyResponse()
  static alone({ id }: Order): InsertDoc<Parcel> {
    return insertDoc(Parcel, new Parcel({ id }))
  }

  @Post('/with-two-for-a-queue')
  @EmptyResponse()
  static queue({ id }: Order): [InsertDoc<Parcel>, OutgoingMessages<PrintLabel>] {
    const labels = outgoing(new PrintLabel({ id, copy: 1 }), new PrintLabel({ id, copy: 2 }))
    return [insertDoc(Parcel, new Parcel({ id })), labels]
  }

  @Post('/with-two-for-a-broker')
  @EmptyResponse()
  static broker({ id }: Order): [InsertDoc<Parcel>, OutgoingMessages<CallCarrier>] {
    const calls = outgoing(new CallCarrier({ id, times: 1 }), new CallCarrier({ id, times: 2 }))
    return [insertDoc(Parcel, new Parcel({ id })), calls]
  }
}

export class PackParcelHandler {
  static handle({ id }: PackParcel): InsertDoc<Parcel> {
    return insertDoc(Parcel, new Parcel({ id }))
  }
}
