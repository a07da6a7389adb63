import { Data, Post, type Entity, Get } from '@critter/runtime'

export class Secret extends Data<{ id: string }> {
  #key = 'x'
  reveal(): string {
    return this.#key
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
}
