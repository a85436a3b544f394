import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { clientIp, visitorAddress } from './address-behind-proxies.ts'

async function said(hops: number, forwardedFor?: string): Promise<string> {
  const app = new Hono().get('/', (c) => c.text(visitorAddress(hops)(c)))
  const headers = new Headers()
  if (forwardedFor !== undefined) headers.set('x-forwarded-for', forwardedFor)
  const env = { incoming: { socket: { remoteAddress: '::ffff:10.0.0.9' } } }
  return await (await app.request('/', { headers }, env)).text()
}

describe('where a visitor comes from', () => {
  it('is the socket where no proxy stands before us, whatever a visitor says', async () => {
    expect(await said(0, '1.1.1.1')).toBe('10.0.0.9')
  })

  it('is what the outermost of our proxies wrote, nothing that came before', async () => {
    expect(await said(1, '6.6.6.6, 203.0.113.7')).toBe('203.0.113.7')
    expect(await said(2, '6.6.6.6, 203.0.113.7, 10.0.0.1')).toBe('203.0.113.7')
    expect(await said(3, '203.0.113.7,10.0.0.1,10.0.0.2')).toBe('203.0.113.7')
  })

  it('is the socket where a proxy is missing or says no address', async () => {
    expect(await said(2, '203.0.113.7')).toBe('10.0.0.9')
    expect(await said(2, 'unknown, 10.0.0.1')).toBe('10.0.0.9')
    expect(await said(1)).toBe('10.0.0.9')
  })
})

describe('the address of the client', () => {
  it('is the socket unless proxies of ours stand before it', () => {
    expect(clientIp('10.0.0.1', '6.6.6.6', 0)).toBe('10.0.0.1')
    expect(clientIp('10.0.0.1', '6.6.6.6, 203.0.113.7', 1)).toBe('203.0.113.7')
    expect(clientIp('10.0.0.1', '6.6.6.6, 203.0.113.7, 10.0.0.2', 2)).toBe('203.0.113.7')
    expect(clientIp('10.0.0.1', '203.0.113.7:4711', 1)).toBe('203.0.113.7')
    expect(clientIp('10.0.0.1', '203.0.113.7', 3)).toBe('10.0.0.1')
    expect(clientIp('10.0.0.1', 'not an address', 1)).toBe('10.0.0.1')
    expect(clientIp('::ffff:10.0.0.1', undefined, 0)).toBe('10.0.0.1')
    expect(clientIp('10.0.0.1', undefined, 1)).toBe('10.0.0.1')
  })
})
