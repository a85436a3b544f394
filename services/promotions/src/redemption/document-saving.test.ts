import { RedemptionConfirmed, RedemptionReleased } from '@comptoir/contracts/promotions/events'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { silentLog } from '@comptoir/service/test/silent-log'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OwnRedemptions, startOwnRedemptions } from '../../test/own-redemptions.ts'
import { saveNow, saveRedemptions, startSaver, startSweeper } from './document-saving.ts'
import { createRedemptionDocuments } from './documents.ts'

let own: OwnRedemptions

beforeAll(async () => {
  own = await startOwnRedemptions()
})
afterAll(() => own.stop())
beforeEach(() => own.empty())

function openDocuments() {
  const store = createMemoryStore('promotions')
  const documents = createRedemptionDocuments(store)
  const told = () => store.published.map(({ type, data }) => ({ type, data }))
  return { store, documents, told, deps: { redemptions: own.redemptions, documents } }
}

const fact = {
  orderId: 'ord_1',
  promotionId: 'promo_1',
  code: 'AAA',
  amount: { amount: 500, currency: 'EUR' },
}
const asked = { code: 'AAA' }

describe('the document of an order', () => {
  it('follows its uses, and tells what is final and what was given back, once', async () => {
    const { documents, told, deps } = openDocuments()
    await own.reserve(asked)
    await saveRedemptions(deps)
    expect((await documents.get('ord_1'))?.data).toMatchObject({
      status: 'reserved',
      userId: 'usr_1',
      uses: [{ promotionId: 'promo_1', code: 'AAA', amount: { amount: 500, currency: 'EUR' } }],
      expiresAt: expect.any(String),
    })
    expect(told()).toEqual([])
    await own.confirm(asked)
    await Promise.all([saveRedemptions(deps), saveRedemptions(deps)])
    expect(told()).toEqual([{ type: RedemptionConfirmed.type, data: fact }])
    await own.redemptions.release('ord_1')
    await saveRedemptions(deps)
    expect(told().slice(1)).toEqual([{ type: RedemptionReleased.type, data: fact }])
    const { data } = (await documents.get('ord_1')) ?? {}
    expect(data).toMatchObject({ status: 'released' })
    expect(data).not.toHaveProperty('userId')
    expect(await saveRedemptions(deps)).toBe(0)
  })

  it('tells what ran out, and not again when the order ends', async () => {
    const { told, deps } = openDocuments()
    await own.reserveRanOut(asked)
    await own.redemptions.sweep(10)
    await saveRedemptions(deps)
    await own.redemptions.release('ord_1')
    await saveRedemptions(deps)
    expect(told()).toEqual([{ type: RedemptionReleased.type, data: fact }])
  })

  it('says that its uses ran out when they are refused after that', async () => {
    const { documents, told, deps } = openDocuments()
    const limits = { uses: 1 }
    await own.reserveRanOut({ ...asked, limits })
    await saveRedemptions(deps)
    await own.reserve({ order: 'ord_2', limits })
    expect(await own.confirm({ ...asked, limits })).toMatchObject({ status: 'refused' })
    await saveRedemptions(deps)
    expect((await documents.get('ord_1'))?.data).toMatchObject({ status: 'expired' })
    expect(told()).toEqual([{ type: RedemptionReleased.type, data: fact }])
    expect(await saveRedemptions(deps)).toBe(0)
  })

  it('is written before the outcome is answered', async () => {
    const { documents, deps } = openDocuments()
    await own.confirm(asked)
    await saveNow(deps, 'ord_1')
    expect((await documents.get('ord_1'))?.data).toMatchObject({ status: 'confirmed' })
    expect(await own.redemptions.unsaved(10)).toEqual([])
    await saveNow(deps, 'ord_9')
  })

  it('is there for nothing that never held a use', async () => {
    const { documents, deps } = openDocuments()
    await own.reserve({ order: 'ord_1', refused: 'paused' })
    await own.redemptions.release('ord_2')
    expect(await saveRedemptions(deps)).toBe(0)
    expect(await documents.getMany(['ord_1', 'ord_2'])).toEqual([])
  })
})

describe('a process that is killed between', () => {
  it('the script and the document: the next one writes it', async () => {
    const { documents, told, deps } = openDocuments()
    await own.confirm(asked)
    await saveRedemptions(deps)
    expect((await documents.get('ord_1'))?.data).toMatchObject({ status: 'confirmed' })
    expect(told()).toHaveLength(1)
  })

  it('the document and its mark: writing again changes and tells nothing', async () => {
    const { documents, told, deps } = openDocuments()
    await own.confirm(asked)
    const [record] = await own.redemptions.unsaved(10)
    await saveRedemptions(deps)
    await own.redis.zadd('{promotions}:unsaved', record?.version ?? 0, 'ord_1')
    const before = await documents.get('ord_1')
    expect(await saveRedemptions(deps)).toBe(1)
    expect(await documents.get('ord_1')).toEqual(before)
    expect(told()).toHaveLength(1)
  })

  it('reading a record and writing it: an older one never replaces a newer', async () => {
    const { documents, deps } = openDocuments()
    await own.reserve(asked)
    const old = await own.redemptions.unsaved(10)
    await own.confirm(asked)
    const late = { ...own.redemptions, unsaved: async () => old }
    await saveRedemptions({ documents, redemptions: late })
    expect(await own.redemptions.unsaved(10)).toMatchObject([{ status: 'confirmed' }])
    await saveRedemptions(deps)
    await saveRedemptions({ documents, redemptions: late })
    expect((await documents.get('ord_1'))?.data).toMatchObject({ status: 'confirmed' })
  })
})

it('the workers give back what ran out and write the documents, until stopped', async () => {
  const { documents, deps } = openDocuments()
  await own.reserveRanOut(asked)
  const work = { ...deps, log: silentLog(), everyMs: 10 }
  const stops = [startSweeper(work), startSaver(work)]
  await expect
    .poll(async () => (await documents.get('ord_1'))?.data)
    .toMatchObject({ status: 'expired' })
  await Promise.all(stops.map((stop) => stop()))
  await own.confirm(asked)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await own.redemptions.unsaved(10)).toHaveLength(1)
})
