import { broadcasts, subscriptions } from '@comptoir/contracts/subscriptions'
import { silentLog } from '@comptoir/service/test/silent-log'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OwnRedemptions, startOwnRedemptions } from '../test/own-redemptions.ts'
import { createTestPromotions } from '../test/promotions-app.ts'
import { createBroadcasts, createSubscribers } from './subscribers.ts'

let own: OwnRedemptions

beforeAll(async () => {
  own = await startOwnRedemptions()
})
afterAll(() => own.stop())
beforeEach(() => own.empty())

const confirmedAt = '2026-11-21T10:00:00.000Z'

const promotion = { promotionId: 'promo_1', amount: { amount: 500, currency: 'EUR' } }

function listen() {
  const { buyers, redemptions, redemptionDocuments } = createTestPromotions(own)
  const deps = { buyers, redemptions, documents: redemptionDocuments, log: silentLog() }
  const subscribers = createSubscribers(deps)
  async function hear(name: string, orderId = 'ord_1', promotions: object[] = [promotion]) {
    const subscriber = subscribers.find(({ definition }) => definition.name === name)
    const meta = { id: 'e1', type: '', subject: orderId, version: 1, time: confirmedAt }
    const order = { orderId, userId: 'usr_1', email: 'camille@example.com' }
    await subscriber?.handle({ ...order, confirmedAt, promotions }, meta)
  }
  const statusOf = async (orderId: string) => (await redemptionDocuments.get(orderId))?.data.status
  return { buyers, hear, statusOf }
}

it('keeps who has ordered, with their first order, however often it hears of it', async () => {
  const { buyers, hear } = listen()
  await hear('OrderConfirmed')
  await hear('OrderConfirmed', 'ord_2')
  expect(await buyers.hasOrdered(['usr_1'])).toBe(true)
  expect((await buyers.collection.get('usr_1'))?.data.firstOrderId).toBe('ord_1')
  expect(await buyers.hasOrdered(['usr_2'])).toBe(false)
})

describe('a confirmed order', () => {
  it('has its uses confirmed, once, if the saga has not', async () => {
    const { hear, statusOf } = listen()
    await own.reserve({})
    await hear('OrderConfirmed')
    await hear('OrderConfirmed')
    expect(await own.counts()).toMatchObject({ uses: 1, confirmed: 1 })
    expect(await statusOf('ord_1')).toBe('confirmed')
  })

  it('counts although its time ran out and another has the last use: it carries the reduction', async () => {
    const { hear } = listen()
    const limits = { uses: 1 }
    await own.reserveRanOut({ limits })
    await own.reserve({ order: 'ord_2', limits })
    await hear('OrderConfirmed')
    expect(await own.counts()).toMatchObject({ uses: 2, confirmed: 1 })
  })

  it('counts although nothing was reserved, as after a loss', async () => {
    const { hear, statusOf } = listen()
    await hear('OrderConfirmed')
    expect(await own.counts()).toMatchObject({ uses: 1, confirmed: 1 })
    expect(await statusOf('ord_1')).toBe('confirmed')
  })

  it('changes nothing after its uses were given back, and for one without promotions', async () => {
    const { hear, statusOf } = listen()
    await own.reserve({})
    await own.redemptions.release('ord_1')
    await hear('OrderConfirmed')
    await hear('OrderConfirmed', 'ord_2', [])
    expect(await own.counts()).toMatchObject({ uses: 0 })
    expect(await statusOf('ord_2')).toBeUndefined()
  })
})

it.each(['OrderRejected', 'OrderExpired', 'OrderCancelled'])(
  '%s gives the uses of its order back, once, and leaves no mark for others',
  async (name) => {
    const { hear, statusOf } = listen()
    await own.reserve({ order: 'ord_1' })
    await own.confirm({ order: 'ord_2' })
    await hear(name)
    await hear(name)
    await hear(name, 'ord_3')
    expect(await own.counts()).toMatchObject({ uses: 1, confirmed: 1 })
    expect(await statusOf('ord_1')).toBe('released')
    expect(await own.redemptions.read('ord_3')).toBeUndefined()
  },
)

it('handles each kind of event that the service hears', () => {
  const { buyers, redemptions, redemptionDocuments, otherReplica } = createTestPromotions()
  const deps = { buyers, redemptions, documents: redemptionDocuments, log: silentLog() }
  const handled = createSubscribers(deps).map(({ definition }) => definition)
  // the erasure of a deleted user is the host's own
  const heard = subscriptions['promotions']?.filter(
    ({ name }) => name !== 'UserDeleted' && name !== 'PersonalDataRequested',
  )
  expect(handled).toEqual(heard)
  const { freshness } = otherReplica()
  const everywhere = createBroadcasts({ freshness }).map(({ definition }) => definition)
  // the host takes changes of settings
  const refreshing = broadcasts['promotions']?.filter(({ name }) => name !== 'SettingsChanged')
  expect(everywhere).toEqual(refreshing)
})
