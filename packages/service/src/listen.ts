import type { Server } from 'node:http'
import { serve } from '@hono/node-server'

export type Listener = { readonly port: number; close(): Promise<void> }

type Fetch = Parameters<typeof serve>[0]['fetch']

/** Serves an app; `close` stops accepting, lets running requests end, then cuts what is left. */
export function listen(
  app: { fetch: Fetch },
  options: { port: number; host: string; graceMs?: number },
): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: app.fetch, port: options.port, hostname: options.host },
      (address) =>
        resolve({ port: address.port, close: () => closeServer(server, options.graceMs ?? 5_000) }),
    ) as Server
    server.keepAliveTimeout = 65_000
    server.once('error', reject)
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
export function onTermination(
  stop: () => Promise<void>,
  exit: (code: number) => void = process.exit,
): void {
  let stopping = false
  async function end() {
    if (stopping) return
    stopping = true
    const code = await stop().then(
      () => 0,
      () => 1,
    )
    exit(code)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end())
}
