import { Data, Post, type Entity, Get } from '@critter/runtime'

export class Secret extends Data<{ id: string }> {
  #key = 'x'
  reveal(): string {
    return this.#key
  }
}

/** `private` is part of the type. */
export class Locked {
  id = ''
  private lock = ''
  static isLocked({ lock }: Locked): boolean {
    return lock !== ''
  }
}

export class SecretEndpoint {
  @Get('/secrets/:id')
  static get(secret: Entity<Secret>): string {
    return secret.id
  }

  @Post('/secrets')
  static post(): string {
    return ''
  }

  @Post('/locked')
  static lock(body: Locked & { readonly since: number }): string {
    return body.id
  }
}
