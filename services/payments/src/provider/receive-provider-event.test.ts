import { expect, it } from 'vitest'
import { anOrder, createTestPayments } from '../../test/harness.ts'
import { get, staff } from '../../test/requests.ts'
import { receiveEvent } from './receive-provider-event.ts'

it('a dispute that is told before the answer that names its payment is taken in when it is told again', async () => {
  const test = createTestPayments()
  const [type, providerRef] = ['charge.dispute.created', 'ref_1']
  const told = {
    id: 'evt_1',
    type,
    about: 'ledger' as const,
    paymentIntentId: undefined,
    providerRef,
  }
  const tell = () => receiveEvent(told, test)
  test.provider.meanwhile = tell
  await test.announce(anOrder('1'))
  const createdAt = '2026-11-22T10:00:00.000Z'
  const dispute = {
    ref: 'du_1',
    amount: 5000,
    status: 'open' as const,
    reason: 'fraudulent',
    createdAt,
  }
  test.provider.disputes.set('du_1', { ...dispute, providerRef })
  const statusNow = async () => (await get(test, '/api/payment-intents/pi_1', staff)).body['status']
  expect(await statusNow()).toBe('succeeded')
  await tell()
  expect(await statusNow()).toBe('disputed')
  // and from then on it is known
  test.provider.readLedger = () => Promise.reject(new Error('asked again'))
  await tell()
})
