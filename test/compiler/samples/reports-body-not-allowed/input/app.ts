import { Get, type UploadedFile } from '@critter/runtime'

export interface Filter {
  readonly text: string
}

export class SearchEndpoint {
  @Get('/search')
  static get(filter: Filter): string {
    return filter.text
  }
}

export class PhotoEndpoint {
  @Get('/photo')
  static get(photo: UploadedFile): string {
    return photo.name
  }
}
