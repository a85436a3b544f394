import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { appTokenHeaders } from '../../test/tokens.ts'
import { clientAddressHeader, createClientAddress, networkOf, toAddress } from './client-address.ts'

const addressOf = createClientAddress('token')
const app = new Hono().get('/', (c) => c.text(addressOf(c)))

async function seenFrom(headers: Record<string, string>, remoteAddress = '192.0.2.1') {
  const env = { incoming: { socket: { remoteAddress } } }
  const answer = await app.request(
    '/',
    { headers: { [clientAddressHeader]: '203.0.113.7', ...headers } },
    env,
  )
  return await answer.text()
}

describe('the address of a client', () => {
  it('is what the gateway says', async () => {
    expect(await seenFrom(appTokenHeaders('token', 'gateway'))).toBe('203.0.113.7')
  })

  it.each([
    ['no sidecar', {}],
    ['a wrong app token', appTokenHeaders('guess', 'gateway')],
    ['no caller', appTokenHeaders('token')],
    ['another service', appTokenHeaders('token', 'orders')],
    ['a forged caller before the true one', appTokenHeaders('token', 'gateway, orders')],
    ['a forged caller after the true one', appTokenHeaders('token', 'orders, gateway')],
  ])('is the socket when the header comes with %s', async (_, headers) => {
    expect(await seenFrom(headers)).toBe('192.0.2.1')
  })

  it('is the socket when the gateway says what is no address', async () => {
    const headers = { ...appTokenHeaders('token', 'gateway'), [clientAddressHeader]: 'nonsense' }
    expect(await seenFrom(headers)).toBe('192.0.2.1')
  })

  it('is never taken from forwarding headers', async () => {
    const claims = {
      'x-forwarded-for': '6.6.6.6',
      forwarded: 'for=6.6.6.6',
      'x-real-ip': '6.6.6.6',
    }
    expect(await seenFrom(claims, '127.0.0.1')).toBe('127.0.0.1')
  })
})

describe('an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1:4711', '192.0.2.1'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['example.com', undefined],
    ['', undefined],
  ])('is read from %s', (text, address) => {
    expect(toAddress(text)).toBe(address)
  })

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
