import { createServer, type Server, type ServerOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { createInFlight } from './in-flight.ts'
import { answerUnreadable } from './unreadable-request.ts'

export type Listener = { readonly port: number; close(): Promise<void> }

/** For a request that Node did not parse. */
const nothingOfNode = {} as HttpBindings

type Fetch = Parameters<typeof getRequestListener>[0]

export type ListenOptions = {
  readonly port: number
  readonly host: string
  readonly graceMs?: number
  /** Whose answers they are, for what cannot be read as a request. */
  readonly appId?: string
  /** Bytes of a request's first line and headers together. */
  readonly maxHeaderBytes?: number
  /** Connections of one address; without it there is no limit. */
  readonly maxSocketsPerAddress?: number
}

/** What sidecars read too (`--read-buffer-size`), so that what one of them takes in, the next one does. */
const defaultMaxHeaderBytes = 32 * 1024
const limits: ServerOptions = {
  // refused with a problem of ours
  requireHostHeader: false,
  keepAliveTimeout: 65_000,
  headersTimeout: 20_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5_000,
}

/** Serves an app; `close` stops accepting, lets running requests end, then cuts what is left. */
export function listen(app: { fetch: Fetch }, options: ListenOptions): Promise<Listener> {
  const ask = async (request: Request) => (await app.fetch(request, nothingOfNode)) as Response
  const answer = answerUnreadable({ appId: options.appId ?? 'unknown', fetch: ask })
  const listener = getRequestListener(app.fetch, { errorHandler: answer.request })
  const maxHeaderSize = options.maxHeaderBytes ?? defaultMaxHeaderBytes
  const server = createServer({ ...limits, maxHeaderSize }, (incoming, outgoing) => {
    void listener(incoming, outgoing)
  })
  server.on('clientError', answer.connection)
  server.on('connect', (_, socket) => answer.refuse(socket, 'method_not_allowed'))
  const { maxSocketsPerAddress = 0 } = options
  if (maxSocketsPerAddress > 0) boundSockets(server, maxSocketsPerAddress, answer.refuse)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, () => {
      const { port } = server.address() as AddressInfo
      resolve({ port, close: () => closeServer(server, options.graceMs ?? 5_000) })
    })
  })
}

/** Limits the connections of one address, so that none can use up those of the process. */
function boundSockets(
  server: Server,
  limit: number,
  refuseSocket: ReturnType<typeof answerUnreadable>['refuse'],
): void {
  const open = createInFlight('connections', { total: 0, perHolder: { address: limit } })
  server.on('connection', (socket) => {
    try {
      socket.once('close', open.enter({ address: socket.remoteAddress ?? '' }))
    } catch {
      refuseSocket(socket, 'rate_limited')
    }
  })
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    const sweep = setInterval(() => server.closeIdleConnections(), 20)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(sweep)
      resolve()
    })
  })
}

/** Runs `stop` once on SIGTERM or SIGINT, then ends the process: 0 when it stopped well, 1 when not. */
export function onTermination(stop: () => Promise<void>): void {
  let stopping = false
  async function end() {
    if (stopping) return
    stopping = true
    const code = await stop().then(
      () => 0,
      () => 1,
    )
    process.exit(code)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end())
}
