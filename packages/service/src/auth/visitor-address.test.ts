import { describe, expect, it } from 'vitest'
import { newServiceKeys } from '../../test/service-keys.ts'
import { metricsText } from '../observability/metrics.ts'
import { createVisitorCheck, createVisitorStatements } from './visitor-address.ts'

const storefront = newServiceKeys()
const orders = newServiceKeys()
const eventPublicKeys = `orders=${orders.publicKey};storefront=${storefront.publicKey}`
const site = '10.0.0.8'

function open(now = 1_800_000_000_000) {
  const time = { now }
  const clock = () => time.now
  const stateAddress = createVisitorStatements({ ...storefront, clock })
  const visitorOf = createVisitorCheck({ eventPublicKeys, clock })
  return { time, clock, stateAddress, visitorOf }
}

describe('the address of a visitor', () => {
  it.each(['203.0.113.7', '2001:db8::1'])(
    'is the one that the storefront states: %s',
    (address) => {
      const { stateAddress, visitorOf } = open()
      expect(visitorOf(stateAddress(address), site)).toBe(address)
      // the second time from memory
      expect(visitorOf(stateAddress(address), site)).toBe(address)
    },
  )

  it('is not stated by anybody else: another service, or a key that nobody knows', () => {
    const { clock, visitorOf } = open()
    for (const keys of [orders, newServiceKeys()]) {
      const statement = createVisitorStatements({ ...keys, clock })('203.0.113.7')
      expect(visitorOf(statement, site)).toBeUndefined()
    }
  })

  it('is not believed when somebody wrote another address, or another time, over it', () => {
    const { time, stateAddress, visitorOf } = open()
    const statement = stateAddress('203.0.113.7')
    expect(visitorOf(statement, site)).toBe('203.0.113.7')
    expect(visitorOf(statement.replace('203.0.113.7', '203.0.113.8'), site)).toBeUndefined()
    const later = statement.replace(String(time.now), String(time.now + 1))
    expect(visitorOf(later, site)).toBeUndefined()
  })

  it.each([
    undefined,
    '',
    '203.0.113.7',
    '203.0.113.7;1800000000000',
    '203.0.113.7;1800000000000;AAAA',
    `nonsense;1800000000000;${'A'.repeat(86)}`,
    `203.0.113.7;1800000000000;${'A'.repeat(86)}, 203.0.113.8;1800000000000;${'A'.repeat(86)}`,
  ])('is not in %s', (statement) => {
    expect(open().visitorOf(statement, site)).toBeUndefined()
  })

  it('is counted by its reason when it is not believed', async () => {
    const { clock, visitorOf, stateAddress, time } = open()
    const counted = async (reason: string) => {
      const { text } = await metricsText()
      const line = `comptoir_visitor_statements_unbelieved_total{reason="${reason}"}`
      return Number(
        text
          .split('\n')
          .find((one) => one.startsWith(line))
          ?.slice(line.length) ?? 0,
      )
    }
    const reasons = ['forged', 'unheard', 'unreadable', 'untimely']
    const before = await Promise.all(reasons.map(counted))
    const forged = createVisitorStatements({ ...orders, clock })('203.0.113.7')
    const early = stateAddress('203.0.113.7')
    visitorOf(undefined, site)
    visitorOf(early, site)
    for (let round = 0; round < 21; round += 1) visitorOf(forged, site)
    visitorOf('nonsense', site)
    time.now += 121_000
    visitorOf(early, site)
    const after = await Promise.all(reasons.map(counted))
    expect(after.map((count, at) => count - (before[at] ?? 0))).toEqual([20, 1, 1, 1])
  })

  it('is believed for two minutes, by clocks that differ too, and then no more', () => {
    const { time, stateAddress, visitorOf } = open()
    const statement = stateAddress('203.0.113.7')
    for (const apart of [120_000, -120_000]) {
      time.now = 1_800_000_000_000 + apart
      expect(visitorOf(statement, site)).toBe('203.0.113.7')
    }
    for (const apart of [120_001, -120_001]) {
      time.now = 1_800_000_000_000 + apart
      expect(visitorOf(statement, site)).toBeUndefined()
    }
  })

  it('is stated anew every half minute, so that it never gets old on its way', () => {
    const { time, stateAddress } = open()
    const first = stateAddress('203.0.113.7')
    time.now += 29_999
    expect(stateAddress('203.0.113.7')).toBe(first)
    time.now += 1
    expect(stateAddress('203.0.113.7')).not.toBe(first)
  })
})

describe('who forges statements', () => {
  it('is not listened to for a minute, and everybody else is', () => {
    const { time, clock, stateAddress, visitorOf } = open()
    const forge = createVisitorStatements({ ...newServiceKeys(), clock })
    for (let n = 0; n < 20; n++) visitorOf(forge(`192.0.2.${n}`), '198.51.100.1')
    const statement = stateAddress('203.0.113.7')
    expect(visitorOf(statement, '198.51.100.1')).toBeUndefined()
    expect(visitorOf(statement, site)).toBe('203.0.113.7')
    time.now += 60_001
    expect(visitorOf(stateAddress('203.0.113.9'), '198.51.100.1')).toBe('203.0.113.9')
  })
})
