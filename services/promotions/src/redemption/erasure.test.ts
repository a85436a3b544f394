import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type OwnRedemptions, startOwnRedemptions } from '../../test/own-redemptions.ts'
import { saveRedemptions } from './document-saving.ts'
import { createRedemptionDocuments } from './documents.ts'
import { eraseRedemptions } from './erasure.ts'

let own: OwnRedemptions

beforeAll(async () => {
  own = await startOwnRedemptions()
})
afterAll(() => own.stop())
beforeEach(() => own.empty())

it('takes a deleted customer out of documents and records; what they used stays counted', async () => {
  const store = createMemoryStore('promotions')
  const documents = createRedemptionDocuments(store)
  const deps = { redemptions: own.redemptions, documents }
  const erase = eraseRedemptions(deps)
  await own.confirm({ order: 'ord_1', user: 'usr_1' })
  await own.confirm({ order: 'ord_2', user: 'usr_2' })
  await saveRedemptions(deps)
  await erase('usr_1')
  for (let again = 0; again < 2; again++) {
    expect((await documents.get('ord_1'))?.data).not.toHaveProperty('userId')
    expect((await documents.get('ord_2'))?.data).toMatchObject({ userId: 'usr_2' })
    await saveRedemptions(deps)
    await erase('usr_1')
  }
  expect(await own.redemptions.read('ord_1')).not.toHaveProperty('userId')
  expect(await own.counts()).toMatchObject({ uses: 2, confirmed: 2 })
  expect(store.published).toHaveLength(2)
})

it('names a deleted customer in no key', async () => {
  await own.reserve({ order: 'ord_1' })
  await own.reserve({ order: 'ord_2' })
  await own.confirm({ order: 'ord_2' })
  await own.redemptions.release('ord_1')
  await own.redemptions.forget('usr_1')
  expect(await own.counts()).toMatchObject({ uses: 1, confirmed: 1 })
  const keys = await own.redis.keys('*')
  const values = await Promise.all(
    keys.filter((key) => key.includes('redemption:')).map((key) => own.redis.get(key)),
  )
  expect([...keys, ...values].filter((text) => text?.includes('usr_1'))).toEqual([])
  await own.redemptions.release('ord_2')
  expect(await own.counts()).toMatchObject({ uses: 0, confirmed: 0 })
})
