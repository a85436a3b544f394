import { randomUUID } from 'node:crypto'
import { type Asking as Sent, type ShopAnswer, send } from '@comptoir/tools/shop/shop-api'

/** The answer of the platform to one request. */
export type Answer<T = Record<string, unknown>> = ShopAnswer<T>
export type Asking = Sent & { readonly key?: string }

/** Calls the platform as a client would: JSON in, JSON or problem out. Never throws on a status. */
export function createApi(baseUrl: string) {
  return <T = Record<string, unknown>>(
    operation: string,
    { key, headers, ...asking }: Asking = {},
  ): Promise<Answer<T>> => {
    const own = { ...(key && { 'idempotency-key': key }), ...headers }
    return send<T>(baseUrl, operation, { ...asking, headers: own })
  }
}

export type Api = ReturnType<typeof createApi>

/** A key that no other request of the run has. */
export const newKey = () => randomUUID()

/** Asks until the answer isDone, or fails with the last one seen. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  isDone: (seen: T) => boolean,
  withinMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const seen = await ask()
    if (isDone(seen)) return seen
    if (Date.now() > deadline)
      throw new Error(`${what}: still ${JSON.stringify(seen)} after ${withinMs} ms`)
    await new Promise((done) => setTimeout(done, 50))
  }
}
