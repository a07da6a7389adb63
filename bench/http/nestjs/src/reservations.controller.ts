import { Body, Controller, Post, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { ReservationsService } from './reservations.service.js'
import { ReserveRoomDto } from './reserve-room.dto.js'

@Controller('api/reservations')
export class ReservationsController {
  constructor(private readonly reservations: ReservationsService) {}

  @Post()
  async reserve(
    @Body() command: ReserveRoomDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const id = await this.reservations.reserve(command)
    reply.header('location', `/api/reservations/${id}`)
  }
}
