// Interceptors on a method; decorators are called as functions, which is what they are compiled to.
import 'reflect-metadata'
import { Controller, Get, Module, UseInterceptors } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import { tap } from 'rxjs'
import { count, sizes, takeCounts } from './counts.mjs'

class Counting {
  intercept(context, next) {
    count.began++
    return next.handle().pipe(
      tap(() => {
        count.ended++
      }),
    )
  }
}

class CountsController {
  take() {
    return takeCounts()
  }
}
decorate(CountsController, 'take', [Get('/counts')])

for (const size of sizes) {
  const name = `with${size}`
  CountsController.prototype[name] = () => ({ middleware: size })
  const interceptors = Array.from({ length: size }, () => new Counting())
  const applied = size === 0 ? [] : [UseInterceptors(...interceptors)]
  decorate(CountsController, name, [Get(`/with-${size}`), ...applied])
}
Controller()(CountsController)

class AppModule {}
Module({ controllers: [CountsController] })(AppModule)

function decorate(owner, name, decorators) {
  const descriptor = Object.getOwnPropertyDescriptor(owner.prototype, name)
  for (const each of decorators) each(owner.prototype, name, descriptor)
}

const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: false })
await app.listen(Number(process.env.PORT), '127.0.0.1')
