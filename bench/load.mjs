// A client that costs little beside what it measures: keep-alive connections, each sending the next request when the last
// one is answered. Answers are only looked at as far as their status and their length.
import { connect } from 'node:net'

/** Resolves with the latencies in milliseconds. Rejects at the first answer with another status. */
export function load({ port, connections, durationMs, requests, status = 201 }) {
  const latencies = []
  const until = performance.now() + durationMs
  let next = 0
  const take = () => requests[next++ % requests.length]
  const expected = `HTTP/1.1 ${status} `
  const all = Array.from({ length: connections }, () => {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      let sentAt = 0
      let answer = ''
      const send = () => {
        sentAt = performance.now()
        if (sentAt >= until) {
          socket.destroy()
          resolve()
        } else socket.write(take())
      }
      socket.setEncoding('latin1')
      socket.on('connect', send)
      socket.on('error', reject)
      socket.on('data', (chunk) => {
        answer += chunk
        const end = answer.indexOf('\r\n\r\n')
        if (end < 0 || answer.length < end + 4 + lengthOf(answer)) return
        if (!answer.startsWith(expected)) {
          socket.destroy()
          reject(new Error(`expected ${status}, found ${answer}`))
          return
        }
        answer = ''
        latencies.push(performance.now() - sentAt)
        send()
      })
    })
  })
  return Promise.all(all).then(() => latencies)
}

function lengthOf(answer) {
  return Number(/\r\ncontent-length: (\d+)/i.exec(answer)?.[1] ?? 0)
}

/** Requests as they go over the wire. */
export function encodeGet(path, port) {
  return Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`)
}

export function encodePost(path, body, port) {
  const json = JSON.stringify(body)
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
  )
}
