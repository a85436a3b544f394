import { toAddress } from '@comptoir/service/auth/client-address'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/**
 * The address that a request of a visitor comes from. `hops`: how many proxies of ours stand before us; what they say in
 * `X-Forwarded-For` is believed, what came before them is not.
 * @example const addressOf = visitorAddress(1); addressOf(c) // '203.0.113.7'
 */
export function visitorAddress(hops: number): (c: Context) => string {
  return function addressOf(c) {
    const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
    const socket = toAddress(incoming?.socket?.remoteAddress) ?? '127.0.0.1'
    if (hops === 0) return socket
    const said = (c.req.header('x-forwarded-for') ?? '').split(',').filter(Boolean)
    return toAddress(said.at(-hops)) ?? socket
  }
}
