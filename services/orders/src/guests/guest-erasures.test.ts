import { emailKeyOf } from '@comptoir/contracts/email'
import { expect, it } from 'vitest'
import { at } from '../../test/samples.ts'
import { createGuestTwin, email } from '../../test/twins/guest.ts'
import { startDraft } from '../drafts/draft.ts'
import { repeatGuestErasures } from './guest-erasures.ts'

const askedMs = Date.parse(at)
const later = (ms: number) => new Date(askedMs + ms).toISOString()

/** A guest who was erased, with a draft and an order that their indexes show only now. */
async function erasedGuest() {
  const twin = createGuestTwin()
  const body = { email }
  await twin.send('POST /api/orders/erasures', { as: 'usr_staff', roles: ['staff'], body })
  const by = { id: 'usr_staff', mayAgree: true }
  const content = { customer: { email }, locale: 'fr' as const, lines: [], codes: [] }
  const draftAt = (draftId: string, at: string) =>
    twin.drafts.create(draftId, startDraft(draftId, content, { by, at }))
  await draftAt('drf_before', later(-500))
  await draftAt('drf_after', later(500))
  const guest = { tokens: [], links: [] }
  await twin.seed({
    orderId: 'ord_before',
    userId: 'gst_before',
    email,
    guest,
    placedAt: later(-500),
  })
  await twin.seed({ orderId: 'ord_after', userId: 'gst_after', email, guest, placedAt: later(500) })
  const asked: string[] = []
  const accounts = async (_route: unknown, { params }: { params: { orderId: string } }) => {
    asked.push(params.orderId)
  }
  const repeatAt = (ms: number) =>
    repeatGuestErasures({
      ...twin,
      ...{ accounts: accounts as never, clock: () => new Date(askedMs + ms) },
    })
  return { ...twin, asked, repeatAt }
}

it('erases again what a crash kept out of the indexes, and nothing of later', async () => {
  const guest = await erasedGuest()
  await guest.repeatAt(9_999)
  expect(guest.asked).toEqual([])
  await guest.repeatAt(10_000)
  expect(guest.asked).toEqual(['ord_before'])
  expect(await guest.drafts.get('drf_before')).toBeUndefined()
  expect(await guest.drafts.get('drf_after')).toBeDefined()
})

it('goes on with others when one cannot be erased', async () => {
  const { guestErasures, orders, drafts, repeatAt } = await erasedGuest()
  const another = emailKeyOf('another@example.com')
  const asked = { by: 'usr_staff', askedAtMs: askedMs, nextAtMs: askedMs + 20_000 }
  await guestErasures.create(another, asked)
  const list = orders.list
  Object.assign(orders, {
    list: async (...given: Parameters<typeof list>) => {
      if (given[1] === emailKeyOf(email)) throw new Error('away')
      return await list(...given)
    },
  })
  await expect(repeatAt(20_000)).rejects.toThrow('away')
  expect(await drafts.get('drf_before')).toBeUndefined()
  expect((await guestErasures.get(another))?.data.nextAtMs).toBe(askedMs + 40_000)
})

it('is repeated whenever the erasure is twice as old, for a day', async () => {
  const { guestErasures, repeatAt } = await erasedGuest()
  const nextAt = async () => (await guestErasures.get(emailKeyOf(email)))?.data.nextAtMs
  await repeatAt(12_000)
  expect(await nextAt()).toBe(askedMs + 24_000)
  await repeatAt(50_000_000)
  const { items } = await guestErasures.list('due', 'all', { limit: 10 })
  expect(items).toEqual([])
})
