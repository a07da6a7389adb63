import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A way to a server that can be cut and mended, as a network is. */
export class TcpProxy {
  readonly #target: { readonly host: string; readonly port: number }
  readonly #sockets = new Set<Socket>()
  #server: Server | undefined
  #isStalled = false
  port = 0

  constructor(host: string, port: number) {
    this.#target = { host, port }
  }

  /** `connectionString`, by way of a new proxy. */
  static async before(
    connectionString: string,
  ): Promise<{ proxy: TcpProxy; connectionString: string }> {
    const url = new URL(connectionString)
    const proxy = new TcpProxy(url.hostname, Number(url.port || 5432))
    await proxy.mend()
    url.hostname = '127.0.0.1'
    url.port = String(proxy.port)
    return { proxy, connectionString: url.toString() }
  }

  /** Listens where it did before. */
  async mend(): Promise<void> {
    const server = createServer((client) => {
      const upstream = connect(this.#target)
      for (const socket of [client, upstream]) {
        this.#sockets.add(socket)
        socket.on('error', () => {})
        socket.on('close', () => this.#sockets.delete(socket))
      }
      if (!this.#isStalled) client.pipe(upstream).pipe(client)
    })
    this.#server = server
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    this.port = (server.address() as AddressInfo).port
  }

  /** Nothing comes through any more, and nobody is told. */
  stall(): void {
    this.#isStalled = true
    for (const socket of this.#sockets) socket.unpipe().pause()
  }

  /** Ends what is connected, and takes no more connections. */
  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }
}
