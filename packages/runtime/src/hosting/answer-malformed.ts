import type { Socket } from 'node:net'
import { encodeProblem, problem, type ProblemDetails } from '../http/problem-details.js'
import { reasonOf } from '../http/status.js'

/** Answers what is not HTTP, or not all of it: there is no request yet, only a connection to write to. */
export function answerMalformed(error: Error & { readonly code?: string }, socket: Socket): void {
  // The client went away.
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  if (socket.writable) {
    const value = meaningOf(error.code)
    const body = encodeProblem(value)
    socket.write(
      `HTTP/1.1 ${value.status} ${reasonOf(value.status)}\r\n` +
        'content-type: application/problem+json; charset=utf-8\r\n' +
        `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    )
  }
  // Without the error, which somebody would have to listen for.
  socket.destroy()
}

function meaningOf(code: string | undefined): ProblemDetails {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem({ status: 408, detail: 'The request did not arrive in time.' })
    case 'HPE_HEADER_OVERFLOW':
      return problem({ status: 431, detail: 'The headers are longer than the server reads.' })
    default:
      return problem({ status: 400, detail: 'The request is not well-formed HTTP.' })
  }
}
