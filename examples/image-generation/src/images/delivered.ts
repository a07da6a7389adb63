import { Data, Get, insertDoc, type Entity, type InsertDoc } from '@critter/runtime'
import type { ImageDelivered } from './messages.js'

/** What a customer got. */
export class DeliveredImage extends Data<{ id: string; customerId: string }> {}

export class DeliveredHandler {
  static handle(delivered: ImageDelivered): InsertDoc<DeliveredImage> {
    const { imageId, customerId } = delivered
    return insertDoc(DeliveredImage, new DeliveredImage({ id: imageId, customerId }))
  }
}

export class DeliveredEndpoint {
  @Get('/images/:id')
  static get(image: Entity<DeliveredImage>): DeliveredImage {
    return image
  }
}
