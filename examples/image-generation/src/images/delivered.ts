import {
  Data,
  Doc,
  Get,
  insertDoc,
  type CompiledListQuery,
  type Entity,
  type InsertDoc,
  type Queryable,
} from '@critter/runtime'
import type { ImageDelivered } from './messages.js'

/** What a customer got. */
@Doc({ indexes: ['customerId'] })
export class DeliveredImage extends Data<{ id: string; customerId: string }> {}

export class ImagesOfCustomer
  extends Data<{ customerId: string }>
  implements CompiledListQuery<DeliveredImage>
{
  query(images: Queryable<DeliveredImage>) {
    return images.where((image) => image.customerId === this.customerId)
  }
}

export class DeliveredHandler {
  static handle(delivered: ImageDelivered): InsertDoc<DeliveredImage> {
    const { imageId, customerId } = delivered
    return insertDoc(DeliveredImage, new DeliveredImage({ id: imageId, customerId }))
  }
}

export class DeliveredEndpoints {
  @Get('/images/:id')
  static get(image: Entity<DeliveredImage>): DeliveredImage {
    return image
  }

  @Get('/customers/:customerId/images')
  static ofCustomer(customerId: string): ImagesOfCustomer {
    return new ImagesOfCustomer({ customerId })
  }
}
