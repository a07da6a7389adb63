import { Data, Message } from '@critter/runtime'

export class GenerateImage extends Data<{ prompt: string }> {}

export interface ImageStore {
  save(prompt: string): Promise<void>
}

export class GenerateImageHandler {
  static handle(message: GenerateImage, images: ImageStore): Promise<void> {
    return images.save(message.prompt)
  }
}

@Message('order-placed')
export class OrderPlaced extends Data<{ id: string }> {}
