import { STATUS_CODES } from 'node:http'
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { FastifyReply } from 'fastify'

@Catch(HttpException)
export class ProblemFilter implements ExceptionFilter {
  catch(error: HttpException, host: ArgumentsHost): void {
    const status = error.getStatus()
    const title = STATUS_CODES[status]
    void host
      .switchToHttp()
      .getResponse<FastifyReply>()
      .code(status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify({ type: 'about:blank', title, status, detail: error.message }))
  }
}
