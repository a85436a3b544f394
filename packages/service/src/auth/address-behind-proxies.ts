import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { toAddress } from './client-address.ts'

/**
 * The address of the client: the socket's, or behind `trustedHops` proxies of ours the one that the outermost of
 * them wrote. What stands further left in X-Forwarded-For is only a claim; a chain that is shorter did not come through
 * them all.
 * @example clientIp('10.0.0.1', '6.6.6.6, 203.0.113.7', 1) // '203.0.113.7'
 */
export function clientIp(
  socketIp: string,
  forwardedFor: string | undefined,
  trustedHops: number,
): string {
  const written = trustedHops > 0 ? forwardedFor?.split(',').at(-trustedHops) : undefined
  return toAddress(written) ?? toAddress(socketIp) ?? socketIp
}

/**
 * Where a visitor comes from. `hops`: how many proxies of ours stand before us.
 * @example const addressOf = visitorAddress(2); addressOf(c) // '203.0.113.7'
 */
export function visitorAddress(hops: number): (c: Context) => string {
  return function addressOf(c) {
    const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
    const socketIp = incoming?.socket?.remoteAddress ?? '127.0.0.1'
    return clientIp(socketIp, c.req.header('x-forwarded-for'), hops)
  }
}
