import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { toAddress } from './client-address.ts'

/**
 * Where a visitor comes from. `hops`: how many proxies of ours stand before us; what the outermost of them wrote is believed, what
 * came before it is not. A chain that is shorter did not come through them all: the socket counts.
 * @example const addressOf = visitorAddress(2); addressOf(c) // '203.0.113.7'
 */
export function visitorAddress(hops: number): (c: Context) => string {
  return function addressOf(c) {
    const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
    const socket = toAddress(incoming?.socket?.remoteAddress) ?? '127.0.0.1'
    if (hops === 0) return socket
    return toAddress((c.req.header('x-forwarded-for') ?? '').split(',').at(-hops)) ?? socket
  }
}
