import { Data, Get, Post, created, insertDoc, type CreationResponse, type InsertDoc } from '@critter/runtime'

export class User extends Data<{ id: string; name: string; passwordHash: string; roles: readonly Role[]; since: Date }> {}
export type Role = 'admin' | 'guest'
export interface PublicUser {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly since: Date
}
export interface CreateUser {
  /** @minLength 1 */
  readonly name: string
  readonly nickname?: string
  readonly address: { readonly city: string; readonly lines: readonly string[] } | null
  readonly contact: { readonly kind: 'mail'; readonly to: string } | { readonly kind: 'phone'; readonly number: string }
}

export class UserEndpoints {
  @Get('/users')
  static list(): readonly PublicUser[] {
    return []
  }

  @Post('/users')
  static create(command: CreateUser): [CreationResponse<PublicUser>, InsertDoc<User>] {
    const user = new User({ id: '1', name: command.name, passwordHash: '', roles: [], since: new Date(0) })
    return [created('/users/1', user), insertDoc(User, user)]
  }
}
