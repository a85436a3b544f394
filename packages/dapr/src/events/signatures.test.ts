import { generateKeyPairSync } from 'node:crypto'
import { CloudEvent } from '@comptoir/contracts/event'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, createEventSignatures } from './signatures.ts'

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const last32 = (der: Buffer) => der.subarray(-32).toString('base64url')
  return {
    seed: last32(privateKey.export({ format: 'der', type: 'pkcs8' })),
    public: last32(publicKey.export({ format: 'der', type: 'spki' })),
  }
}

const [ordersKey, olderKey, billingKey] = [newKey(), newKey(), newKey()]
const eventPublicKeys = `orders=${ordersKey.public},${olderKey.public};billing=${billingKey.public}`
const withKey = (seed: string) => createEventSignatures({ eventSigningKey: seed, eventPublicKeys })
const orders = withKey(ordersKey.seed)
const billing = withKey(billingKey.seed)

const event: CloudEvent = {
  specversion: '1.0',
  id: 'ord_1:3:0',
  source: 'orders',
  type: 'comptoir.orders.order-confirmed.v1',
  subject: 'ord_1',
  time: '2026-11-21T10:00:00.000Z',
  datacontenttype: 'application/json',
  aggregateversion: 3,
  data: { orderId: 'ord_1', total: 1990, lines: [{ sku: 'a', quantity: 2 }], note: undefined },
}

/** What a sidecar and a broker do to an event: members in another order, some added, some rewritten. */
function transported(signed: CloudEvent): CloudEvent {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed)
    if (typeof value === 'string') return value.toWellFormed()
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([name, member]) => [name.toWellFormed(), reversed(member)]),
    )
  }
  const text = JSON.stringify(reversed(signed))
  return CloudEvent.parse({ ...JSON.parse(text), topic: 'x', traceparent: '00-1-2-01' })
}

describe('the signature of an event', () => {
  it('holds after the way through sidecars and broker', () => {
    expect(billing.verify(transported(orders.sign(event)))).toBe(true)
  })

  it('holds for whatever data JSON can carry', () => {
    const carried = fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (data, text) => {
      const signed = orders.sign({ ...event, data: { data, text } })
      return billing.verify(transported(signed))
    })
    fc.assert(carried, { numRuns: 300 })
  })

  it('holds for a lone surrogate, which sidecars replace', () => {
    const signed = orders.sign({ ...event, data: { name: 'half \ud83d of it', '\udc00': 1 } })
    expect(billing.verify(transported(signed))).toBe(true)
  })

  it.each([
    ['id', { id: 'ord_1:4:0' }],
    ['subject', { subject: 'ord_2' }],
    ['time', { time: '2026-11-22T10:00:00.000Z' }],
    ['version', { aggregateversion: 4 }],
    ['type', { type: 'comptoir.orders.order-cancelled.v1' }],
    ['data', { data: { orderId: 'ord_1', total: 1, lines: [{ sku: 'a', quantity: 2 }] } }],
    ['signature', { signature: '' }],
    ['missing signature', { signature: undefined }],
    ['signature that is no text', { signature: 7 }],
  ])('does not hold for another %s', (_, change) => {
    expect(billing.verify({ ...orders.sign(event), ...change })).toBe(false)
  })

  it('does not hold when another service signed it, or for a kind of another service', () => {
    expect(orders.verify(billing.sign(event))).toBe(false)
    expect(orders.verify(billing.sign({ ...event, source: 'billing' }))).toBe(false)
    expect(orders.verify(withKey(newKey().seed).sign(event))).toBe(false)
    expect(orders.verify(orders.sign({ ...event, source: 'strangers' }))).toBe(false)
  })

  it('holds for each of the keys that a producer has while it changes them', () => {
    expect(billing.verify(withKey(olderKey.seed).sign(event))).toBe(true)
  })
})

describe('keys that are not right', () => {
  it('are said by the name of their setting, without the key', () => {
    expect(() => withKey('c2hvcnQ')).toThrow(/^EVENT_SIGNING_KEY has a key that is not 32 bytes/)
    const wrong = { eventSigningKey: ordersKey.seed, eventPublicKeys: 'orders=c2hvcnQ' }
    expect(() => createEventSignatures(wrong)).toThrow(/^EVENT_PUBLIC_KEYS has/)
  })
})

describe('canonical JSON', () => {
  it('does not depend on the order of members, and says no more than JSON', () => {
    expect(canonicalJson({ b: [1, undefined], a: { d: null, c: undefined } })).toBe(
      '{"a":{"d":null},"b":[1,null]}',
    )
  })
})
