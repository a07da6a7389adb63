import { toEndpoint, type Delivery, type NewId, type QuerySession } from '@critter/runtime'
import { ImageSaga } from './image-saga.js'
import { Customer, GenerateImage, type ImageRequest } from './messages.js'

export class GenerateImageHandler {
  static load(request: ImageRequest, session: QuerySession): Promise<Customer | null> {
    return session.load(Customer, request.customerId)
  }

  static handle(
    request: ImageRequest,
    customer: Customer,
    imageId: NewId,
  ): [Delivery<GenerateImage>, ImageSaga] {
    const saga = new ImageSaga({ id: imageId, customerId: request.customerId })
    const destination = customer.premiumMembership ? 'premium-processing' : 'basic-processing'
    return [toEndpoint(new GenerateImage({ prompt: request.prompt, imageId }), destination), saga]
  }
}
