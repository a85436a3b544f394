import { describe, expect, it } from 'vitest'
import { anOrder, createTestPayments } from '../../test/harness.ts'
import type { ProviderEvent } from '../provider/provider.ts'
import { readMissedEvents, resumePayments, startCatchUp } from './resume-payments.ts'

const hourMs = 3_600_000

function succeeded(id: string, order: string): ProviderEvent {
  const about = { about: 'payment', status: 'succeeded' } as const
  const ids = { paymentIntentId: `pi_${order}`, providerRef: 'ref_1' }
  return { id, type: 'payment_intent.succeeded', ...about, ...ids }
}

describe('asking the provider for what its webhooks missed', () => {
  it('begins with all that it keeps, then since the last time, an hour over', async () => {
    const test = createTestPayments()
    const first = test.store.clock.nowMs
    await readMissedEvents(test)
    test.store.clock.nowMs += 2 * hourMs
    await readMissedEvents(test)
    expect(test.provider.askedSince.map((from) => from.getTime())).toEqual([
      first - 30 * 24 * hourMs,
      first - hourMs,
    ])
  })

  it('asks since the same time again when an event was not taken in, and takes the others in', async () => {
    const test = createTestPayments()
    await readMissedEvents(test)
    await test.announce(anOrder('1', 'pm_slow'))
    test.provider.decide('pi_1', 'succeeded')
    const lost = { ...succeeded('evt_2', '2'), paymentIntentId: 'pi_2', providerRef: 'ref_lost' }
    await test.announce(anOrder('2', 'pm_slow'))
    const { retrieve } = test.provider
    test.provider.retrieve = async (ref) => {
      if (ref === 'ref_2') throw new Error('out of order')
      return retrieve(ref)
    }
    test.provider.events.push(succeeded('evt_1', '1'), lost)
    test.store.clock.nowMs += hourMs
    await readMissedEvents(test)
    await readMissedEvents(test)
    const [, second, third] = test.provider.askedSince
    expect(third).toEqual(second)
    expect((await test.payments.get('pi_1'))?.data.status).toBe('succeeded')
  })

  it('happens once for all replicas that start together, and again after the interval', async () => {
    const test = createTestPayments()
    const stops = [1, 2, 3].map(() => startCatchUp(test, 40))
    await expect.poll(() => test.provider.askedSince.length).toBe(1)
    test.store.clock.nowMs += 30
    await expect.poll(() => test.provider.askedSince.length).toBe(2)
    for (const stop of stops) await stop()
    expect(await test.keys.read('lease:provider-events')).toBeUndefined()
  })

  it('is not held up for an interval by a poll just before the restart', async () => {
    const test = createTestPayments()
    await readMissedEvents(test)
    test.store.clock.nowMs += 60_000
    const stop = startCatchUp(test, hourMs)
    await expect.poll(() => test.provider.askedSince.length).toBe(2)
    await stop()
  })
})

describe('what waits for the provider for long', () => {
  it('is asked about in the poll only; work of our own goes on', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1', 'pm_slow'))
    test.provider.silent = 'before'
    await expect(test.announce(anOrder('2'))).rejects.toThrow()
    test.provider.silent = 'no'
    test.store.clock.nowMs += 2 * hourMs
    expect(await resumePayments(test)).toBe(1)
    expect((await test.payments.get('pi_2'))?.data.status).toBe('succeeded')
    test.provider.decide('pi_1', 'succeeded')
    expect(await resumePayments(test, 'all')).toBe(1)
    expect((await test.payments.get('pi_1'))?.data.status).toBe('succeeded')
  })
})
