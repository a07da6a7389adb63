import { Data, type FromHeader, type HttpContext, type UploadedFile } from '@critter/runtime'

export class OrderPlaced extends Data<{ id: string }> {}

export class OrderPlacedHandler {
  static before(user: FromHeader<'x-user'>): void {
    console.log(user)
  }

  static handle(placed: OrderPlaced, http: HttpContext): void {
    console.log(placed.id, http.url)
  }

  static after(photo: UploadedFile): void {
    console.log(photo.name)
  }
}
