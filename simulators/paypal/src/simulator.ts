import { serve } from '@hono/node-server'
import { createApi } from './api/api.ts'
import { createEngine } from './books/engine.ts'
import type { SimulatorConfig } from './config.ts'

export type Simulator = { readonly url: string; readonly port: number; close(): Promise<void> }

/** Starts the PayPal simulator; port 0 takes a free one. */
export async function startSimulator(config: SimulatorConfig): Promise<Simulator> {
  const listening = Promise.withResolvers<number>()
  const { promise: ready, resolve: setFetch } =
    Promise.withResolvers<(request: Request) => Response | Promise<Response>>()
  const server = serve(
    { fetch: async (request) => (await ready)(request), hostname: config.host, port: config.port },
    (info) => listening.resolve(info.port),
  )
  server.once('error', listening.reject)
  const port = await listening.promise
  const url = `http://${config.host}:${port}`
  const engine = await createEngine(config, config.publicUrl ?? `http://localhost:${port}`)
  setFetch(createApi(engine, config).fetch)
  async function stop(): Promise<void> {
    if ('closeAllConnections' in server)
      setTimeout(() => server.closeAllConnections(), 1000).unref()
    await new Promise((resolve) => server.close(resolve))
    await engine.close()
  }
  let stopping: Promise<void> | undefined
  return {
    url,
    port,
    close() {
      stopping ??= stop()
      return stopping
    },
  }
}
