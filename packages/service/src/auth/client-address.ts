import { isIP, isIPv4 } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { callersIn, createTokenCheck } from './sidecar-guard.ts'

/** In it the gateway says for which address it asks. From anyone else it says nothing. */
export const clientAddressHeader = 'comptoir-client-address'

/**
 * The address that a request comes from. The gateway alone may name another than the socket's: the call must carry the
 * app token, which sidecars add, and name the gateway as its only caller. daprd adds the app token to every invocation
 * and a forged `dapr-caller-app-id` beside the true one, so one value that is not the gateway's voids the header.
 * @example const addressOf = createClientAddress(appToken); const address = addressOf(c)
 */
export function createClientAddress(appToken: string): (c: Context) => string {
  const isAppToken = createTokenCheck(appToken)

  function saidByGateway(c: Context): string | undefined {
    const callers = callersIn(c.req.header('dapr-caller-app-id'))
    const isGateway = callers.length > 0 && callers.every((appId) => appId === 'gateway')
    if (!isGateway || !isAppToken(c.req.header('dapr-api-token'))) return undefined
    return toAddress(c.req.header(clientAddressHeader))
  }

  return (c) => saidByGateway(c) ?? toAddress(socketAddress(c)) ?? 'unknown'
}

function socketAddress(c: Context): string | undefined {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  return incoming?.socket?.remoteAddress
}

/** The IP address in a text, without zone or port, an IPv4 one as such; none when there is no address in it. */
export function toAddress(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (isIPv4(text)) return text
  const bare = withoutPort(text.trim()).replace(/%.*$/, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare
  return isIP(mapped) === 0 ? undefined : mapped
}

/** Some proxies write the port too: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? text.replace(/^([\d.]+):\d+$/, '$1')
}

/**
 * What limits count as one client: an IPv4 address, or the /64 of an IPv6 one, since one customer of a provider has a
 * whole /64 (RFC 6177).
 * @example networkOf('2001:db8:1:2:3::4') // '2001:db8:1:2::/64'
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail = ''] = canonical.split('::')
  const [left, right] = [groupsIn(head), groupsIn(tail)]
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0')
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`
}

const groupsIn = (text: string) => text.split(':').filter(Boolean)
