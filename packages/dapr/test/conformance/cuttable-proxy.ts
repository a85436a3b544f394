import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A TCP proxy in front of a server, which a test can take away. */
export type CuttableProxy = {
  readonly port: number
  aim(target: { host: string; port: number }): void
  /** The server is away: open connections break, new ones are refused. */
  cut(): void
  /** The server hears, but its answers are lost: what is asked happens, and nobody is told. */
  swallow(): void
  mend(): void
  close(): Promise<void>
}

type State = 'open' | 'cut' | 'swallowing'

/**
 * Starts the proxy on a free port.
 * @example const proxy = await startProxy(); proxy.aim({ host, port: 5432 }); proxy.cut(); proxy.mend()
 */
export async function startProxy(): Promise<CuttableProxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  let target = { host: '127.0.0.1', port: 0 }
  let state: State = 'open'

  function take(inbound: Socket): void {
    if (state !== 'open') return void inbound.destroy()
    const outbound = connect(target)
    const pair = [inbound, outbound] as const
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      for (const socket of pair) socket.destroy()
    }
    for (const socket of pair) socket.on('error', end).on('close', end)
    inbound.on('data', (chunk) => outbound.write(chunk))
    outbound.on('data', (chunk) => {
      if (state !== 'swallowing') inbound.write(chunk)
    })
  }

  const breakAll = () => {
    for (const [inbound] of pairs) inbound.destroy()
  }
  const server = createServer(take).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    aim(next) {
      target = next
    },
    cut() {
      state = 'cut'
      breakAll()
    },
    swallow() {
      state = 'swallowing'
    },
    mend() {
      // a connection that lost an answer is out of step
      if (state === 'swallowing') breakAll()
      state = 'open'
    },
    async close() {
      breakAll()
      server.close()
      await once(server, 'close')
    },
  }
}
