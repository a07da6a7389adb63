import type { Server } from 'node:http'
import { WebSocketServer } from 'ws'
import type { BroadcastHub } from '../broadcast/broadcaster.js'
import type { ClientMessage } from '../broadcast/client-message.js'

/** Every browser that has opened `/updates` gets every batch, as one JSON list. */
export class WebSocketHub implements BroadcastHub {
  readonly #sockets = new WebSocketServer({ noServer: true })

  /** Takes over the upgrades of a server. */
  serve(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      if (request.url !== '/updates') {
        socket.destroy()
        return
      }
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        this.#sockets.emit('connection', client, request)
      })
    })
  }

  async sendBatch(messages: readonly ClientMessage[]): Promise<void> {
    const text = JSON.stringify(messages)
    for (const client of this.#sockets.clients) client.send(text)
  }

  close(): void {
    for (const client of this.#sockets.clients) client.terminate()
    this.#sockets.close()
  }
}
