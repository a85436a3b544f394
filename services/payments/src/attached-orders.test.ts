import { OrderAttached } from '@comptoir/contracts/orders/events'
import { expect, it } from 'vitest'
import { anOrder, createTestPayments, headersFor } from '../test/harness.ts'
import { createSubscribers } from './subscribers.ts'

it('gives the payment of a guest to the account that has the order now, once, and no other', async () => {
  const test = createTestPayments()
  const subscriber = createSubscribers(test).find(({ definition }) => definition === OrderAttached)
  const attach = (guestId: string, orderId = 'ord_1') => {
    const meta = {
      id: 'e',
      type: '',
      subject: orderId,
      version: 1,
      time: '2026-11-21T10:00:00.000Z',
    }
    const order = { orderId, number: 'N', cartId: 'cart_1' }
    return subscriber?.handle({ ...order, userId: 'usr_new', guestId }, meta)
  }
  await attach('gst_1')
  await test.announce({ ...anOrder('1'), userId: 'gst_1' })
  await attach('gst_2')
  const ownerOf = async () => {
    const data = (await test.payments.get('pi_1'))?.data
    return data && 'userId' in data ? data.userId : undefined
  }
  expect(await ownerOf()).toBe('gst_1')
  for (let n = 0; n < 2; n++) await attach('gst_1')
  expect(await ownerOf()).toBe('usr_new')
  const read = async (id: string) =>
    (await test.app.request('/api/payment-intents/pi_1', { headers: await headersFor({ id }) }))
      .status
  expect([await read('usr_new'), await read('usr_other')]).toEqual([200, 404])
})
