import { toAddress } from '@comptoir/service/auth/client-address'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/**
 * What we tell the gateway in `X-Forwarded-For` of a visitor. `hops`: how many proxies of ours stand before us; what they say is
 * believed, what came before them is not. The gateway counts as many entries as we do, so there are as many.
 * @example const addressOf = visitorAddress(2); addressOf(c) // '203.0.113.7, 10.0.0.1'
 */
export function visitorAddress(hops: number): (c: Context) => string {
  return function addressOf(c) {
    const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
    const socket = toAddress(incoming?.socket?.remoteAddress) ?? '127.0.0.1'
    if (hops === 0) return socket
    const said = (c.req.header('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim())
    const visitor = toAddress(said.at(-hops))
    if (visitor === undefined) return Array(hops).fill(socket).join(', ')
    return [visitor, ...said.slice(said.length - hops + 1)].join(', ')
  }
}
