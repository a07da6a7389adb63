import { Post, type UploadedFile } from '@critter/runtime'

export interface Order {
  readonly id: string
}
export interface Customer {
  readonly name: string
}

export class OrderEndpoint {
  @Post('/orders')
  static post(order: Order, customer: Customer): string {
    return order.id + customer.name
  }
}

export interface Album {
  readonly title: string
}

export class AlbumEndpoint {
  @Post('/album')
  static add(album: Album, photos: readonly UploadedFile[]): number {
    return album.title.length + photos.length
  }
}
