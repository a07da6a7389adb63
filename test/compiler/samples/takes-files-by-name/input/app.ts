import {
  Get,
  Post,
  problem,
  Put,
  Use,
  type FromForm,
  type FromHeader,
  type ProblemDetails,
  type UploadedFile,
} from '@critter/runtime'

export interface Album {
  readonly title: string
}

export class PhotoEndpoint {
  static validate(photo: UploadedFile): ProblemDetails<415> | undefined {
    return photo.contentType.startsWith('image/') ? undefined : problem({ status: 415 })
  }

  @Post('/photos')
  static add(photo: UploadedFile): string {
    return `${photo.name} ${photo.size}`
  }
}

export class AlbumEndpoint {
  @Post('/albums')
  static add(
    form: FromForm<Album>,
    photos: readonly UploadedFile[],
    cover: UploadedFile | null,
    notes?: readonly UploadedFile[],
  ): readonly string[] {
    return [form.title, cover?.name ?? 'no cover', ...[...photos, ...(notes ?? [])].map((each) => each.name)]
  }
}

export class Keyholders {
  static before(key: FromHeader<'x-key'>): ProblemDetails<403> | undefined {
    return key === 'secret' ? undefined : problem({ status: 403 })
  }
}

/** What came in, for who looks at it. */
export const added: string[] = []

/** What asks about the photo asks where there is one. */
export class GalleryEndpoint {
  static validate(photo: UploadedFile): ProblemDetails<422> | undefined {
    return photo.contentType.startsWith('image/') ? undefined : problem({ status: 422 })
  }

  @Post('/gallery')
  static add(photo: UploadedFile): string {
    added.push(photo.name)
    return photo.name
  }

  @Put('/gallery/:place')
  @Use(Keyholders)
  static put(place: number, photo: UploadedFile): { readonly place: number; readonly name: string } {
    return { place, name: photo.name }
  }

  @Get('/gallery/:place')
  static get(place: number): string {
    return `nothing at ${place}`
  }
}
