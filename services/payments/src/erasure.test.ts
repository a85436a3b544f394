import { createErasure } from '@comptoir/dapr/documents/erasure'
import { describe, expect, it } from 'vitest'
import { anOrder, createTestPayments } from '../test/harness.ts'
import { erasePayments } from './erasure.ts'

const order = anOrder('1')

function createTest() {
  const test = createTestPayments()
  const { begin, repeatDue } = createErasure(test.store, erasePayments(test.payments))
  const repeat = async () => {
    test.store.clock.nowMs += 86_400_000
    await repeatDue()
  }
  const tokens = async () => {
    const payment = (await test.payments.get('pi_1'))?.data
    if (!payment || payment.status === 'never_created') throw new Error('there is no payment')
    return payment.attempts.map(({ token }) => token)
  }
  return { ...test, forget: () => begin(order.userId), repeat, tokens }
}

describe('the payments of a deleted account', () => {
  it('lose the token of the card', async () => {
    const { announce, forget, tokens } = createTest()
    await announce(order)
    await forget()
    expect(await tokens()).toEqual(['erased'])
  })

  it('keep it while the provider is still to be asked with it, and lose it once it answered', async () => {
    const { provider, announce, forget, repeat, tokens } = createTest()
    provider.silent = 'before'
    await expect(announce(order)).rejects.toThrow('dependency_unavailable')
    await forget()
    expect(await tokens()).toEqual(['pm_card_visa'])
    provider.silent = 'no'
    await announce(order)
    await repeat()
    expect(await tokens()).toEqual(['erased'])
  })

  it('lose it, too, when they were made after the deletion', async () => {
    const { announce, forget, repeat, tokens } = createTest()
    await forget()
    await announce(order)
    await repeat()
    expect(await tokens()).toEqual(['erased'])
  })
})
