import { Data, Get, Post, insertDoc, type InsertDoc } from '@critter/runtime'

export class User extends Data<{ id: string }> {}
export class UserEndpoints {
  @Get('/names')
  static *names(): Generator<string> {
    yield 'Ada'
  }

  @Get('/users')
  static users(): AsyncIterable<User> {
    throw new Error('not there')
  }

  @Post('/users')
  static *create(): Generator<InsertDoc<User>> {
    yield insertDoc(User, new User({ id: '1' }))
  }
}
