import { broadcasts } from '@comptoir/contracts/subscriptions'
import { expect, it } from 'vitest'
import { createTestPromotions } from '../test/promotions-app.ts'
import { createBroadcasts, createSubscribers } from './subscribers.ts'

const order = { orderId: 'ord_1', userId: 'usr_1', confirmedAt: '2026-11-21T10:00:00.000Z' }

it('keeps who has ordered, with their first order, however often it hears of it', async () => {
  const { buyers } = createTestPromotions()
  const [confirmed] = createSubscribers({ buyers })
  const meta = { id: 'e1', type: '', subject: 'ord_1', version: 1, time: order.confirmedAt }
  await confirmed?.handle(order, meta)
  await confirmed?.handle({ ...order, orderId: 'ord_2' }, meta)
  expect(await buyers.hasOrdered('usr_1')).toBe(true)
  expect((await buyers.collection.get('usr_1'))?.data.firstOrderId).toBe('ord_1')
  expect(await buyers.hasOrdered('usr_2')).toBe(false)
})

it('handles each kind of event that every replica hears', () => {
  const { freshness } = createTestPromotions().otherReplica()
  const handled = createBroadcasts({ freshness }).map(({ definition }) => definition)
  expect(handled).toEqual(broadcasts['promotions'])
})
