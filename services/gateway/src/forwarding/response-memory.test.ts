import type { IncomingMessage } from 'node:http'
import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { visitorAddressHeader } from '@comptoir/service/auth/visitor-address'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { describe, expect, it } from 'vitest'
import operations from '../../operations.json' with { type: 'json' }
import { createRateLimits } from '../limits/rate-limits.ts'
import { createOperationTable, Operation } from '../routing/operation-table.ts'
import { createResolver } from '../routing/resolve-request.ts'
import { createCache } from './cache.ts'
import { createResponseMemory } from './forward.ts'

const noLimits = {
  rateLimitPerMinute: 0,
  rateLimitReadsPerMinute: 0,
  rateLimitSignInPerMinute: 0,
  rateLimitDocumentsPerMinute: 0,
}
const target = '/api/products?page=1'

async function gatewayWith(readsPerMinute: number) {
  const cache = createCache({ ttlMs: 2_000, maxBytes: 10_000 })
  const limits = createRateLimits(
    { ...noLimits, rateLimitReadsPerMinute: readsPerMinute },
    (name, points) =>
      points === 0 ? undefined : new RateLimiterMemory({ points, duration: 60, keyPrefix: name }),
  )
  const body = Buffer.from('french')
  const answer = { status: 200, headers: {}, body, route: '/api/products' }
  await cache.get(`fr ${target}`, async () => answer)
  const resolve = createResolver(createOperationTable(Operation.array().parse(operations)))
  const settings = fixedSettings()
  const memory = createResponseMemory({
    ...{ resolve, cache, limits, settings, trustedProxyHops: 0 },
    visitorOf: (statement) => statement,
  })
  const ask = (headers: Record<string, string>, asked = target) =>
    memory(asked, { headers, socket: { remoteAddress: '10.0.0.1' } } as unknown as IncomingMessage)
  return { cache, limits, ask }
}

const french = { 'accept-language': 'fr' }

describe('the memory before the gateway', () => {
  it('answers what was asked before, in the same language, until the catalogue changes', async () => {
    const { cache, ask } = await gatewayWith(0)
    expect(ask(french)).toMatchObject({ route: '/api/products', body: Buffer.from('french') })
    expect(ask({ 'accept-language': 'en' })).toBeUndefined()
    expect(ask(french, '/api/products?page=2')).toBeUndefined()
    expect(ask({ 'accept-language': 'de;q=0.9, fr-CH;q=0.8, en;q=0.5' })).toBeDefined()
    expect(ask(french, '/api/products?unknown=x&page=1&p2=y')).toBeDefined()
    expect(ask(french, '/%61pi/products?p%61ge=1')).toBeDefined()
    expect(ask(french, '/api/products?page=%zz')).toBeUndefined()
    cache.clear()
    expect(ask(french)).toBeUndefined()
  })

  it('counts every read: one in a batch goes the whole way, where the limit is asked', async () => {
    const { limits, ask } = await gatewayWith(1_000)
    let passed = 0
    for (let n = 0; n < 3_000; n++) {
      const isPassed =
        ask(french) !== undefined ||
        (await Promise.resolve(limits.request('10.0.0.1', true)).then(
          () => true,
          () => false,
        ))
      if (isPassed) passed += 1
    }
    expect(passed).toBeGreaterThanOrEqual(1_000)
    expect(passed).toBeLessThan(1_020)
  })

  it('counts a visitor of the storefront by their own address', async () => {
    const { limits, ask } = await gatewayWith(1_000)
    const visitors = ['203.0.113.7', '203.0.113.8']
    for (const address of visitors) await limits.request(address, true)
    const reads = visitors.map((address) =>
      Array.from({ length: 20 }, () => ask({ ...french, [visitorAddressHeader]: address })),
    )
    // the tenth of a batch goes the whole way
    expect(reads.map((answers) => answers.filter(Boolean).length)).toEqual([9, 9])
  })
})
