import { EmptyResponse, Post, storeDoc, type StoreDoc } from '@critter/runtime'
import { Customer, type ImageRequest } from './messages.js'

export class RequestImageEndpoint {
  /** Where the customers come from, for those who try this out. */
  @Post('/customers')
  static signUp(customer: Customer): StoreDoc<Customer> {
    return storeDoc(Customer, customer)
  }

  /** The request is handled later; the answer does not wait for it. */
  @Post('/images')
  @EmptyResponse()
  static request(request: ImageRequest): ImageRequest {
    return request
  }
}
