import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** Stands between a client and a broker, and breaks what goes through. */
export interface BrokerProxy {
  /** The url of the broker, by way of the proxy. */
  readonly url: string
  /** Breaks every connection, without a word. */
  cut(): void
  /** Breaks every connection, and takes none until `comeBack`. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

export async function brokerProxy(brokerUrl: string, defaultPort: number): Promise<BrokerProxy> {
  const target = new URL(brokerUrl)
  const sockets = new Set<Socket>()
  let server: Server | undefined
  let port = 0

  const pipe = (client: Socket): void => {
    const broker = connect(Number(target.port || defaultPort), target.hostname)
    for (const socket of [client, broker]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => (sockets.delete(socket), client.destroy(), broker.destroy()))
    }
    client.pipe(broker)
    broker.pipe(client)
  }
  const cut = (): void => sockets.forEach((socket) => socket.destroy())
  const comeBack = async (): Promise<void> => {
    if (server !== undefined) return
    const made = createServer(pipe)
    server = made
    await new Promise<void>((resolve) => made.listen(port, '127.0.0.1', resolve))
    port = (made.address() as AddressInfo).port
  }
  const goAway = async (): Promise<void> => {
    const gone = server
    server = undefined
    const closed = new Promise((resolve) => (gone === undefined ? resolve(0) : gone.close(resolve)))
    cut()
    await closed
  }

  await comeBack()
  const url = new URL(brokerUrl)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return { url: url.toString(), cut, goAway, comeBack, close: goAway }
}
