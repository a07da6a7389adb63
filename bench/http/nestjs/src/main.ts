import 'reflect-metadata'
import { Module, ValidationPipe } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { Pool } from 'pg'
import { ProblemFilter } from './problem.filter.js'
import { ReservationStore } from './reservation-store.js'
import { ReservationsController } from './reservations.controller.js'
import { ReservationsService } from './reservations.service.js'
import { SingleStatementStore } from './single-statement-store.js'
import { TransactionalStore } from './transactional-store.js'

@Module({
  controllers: [ReservationsController],
  providers: [
    ReservationsService,
    {
      provide: 'pool',
      useFactory: () => new Pool({ connectionString: process.env['DATABASE_URL'], max: 10 }),
    },
    {
      provide: ReservationStore,
      useClass: process.env['STATEMENTS'] === 'by-hand' ? SingleStatementStore : TransactionalStore,
    },
  ],
})
class AppModule {}

const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
  logger: false,
})
app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }))
app.useGlobalFilters(new ProblemFilter())
await app.listen(Number(process.env['PORT']), '127.0.0.1')
