import { Post } from '@critter/runtime'

export interface Cat {
  readonly name: string
}
export interface Dog {
  readonly name: string
}
export interface Command {
  readonly pet: Cat | Dog
}

export class PetEndpoint {
  @Post('/pets')
  static post(command: Command): string {
    return command.pet.name
  }
}
