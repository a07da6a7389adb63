import { Data, Doc, Get, Post, Use, type HttpContext, type ProblemDetails } from '@critter/runtime'

export class Auth {
  static before(_http: HttpContext): ProblemDetails<401> | undefined {
    return undefined
  }
}

export class Audit {
  static before(): void {}
}

const secured = () => Use(Auth)
const routeOf = (name: string) => Get(`/${name}`)
const common = { read: Get('/common') }
const shared = process.env['AUDIT'] === undefined ? Use(Auth) : Use(Auth, Audit)
// Whoever assigns it anew changes what is decorated with it below.
export let stored = Doc({ name: 'notes' })

@stored
export class Note extends Data<{ id: string }> {}

@secured()
export class NoteEndpoint {
  @Post('/notes')
  static post(request: Note): Note {
    return request
  }

  @routeOf('notes')
  static get(): string {
    return ''
  }

  @shared
  @Get('/shared')
  static shared(): string {
    return ''
  }
}

export class CommonEndpoint {
  static readonly routes = { ...common, other: [routeOf('other')] }

  static read(): string {
    return ''
  }

  static other(): string {
    return ''
  }
}
