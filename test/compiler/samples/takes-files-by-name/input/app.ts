import { Post, problem, type FromForm, type ProblemDetails, type UploadedFile } from '@critter/runtime'

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
