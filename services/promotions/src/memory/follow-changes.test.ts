import { describe, expect, it } from 'vitest'
import { createTestPromotions } from '../../test/promotions-app.ts'

const benefit = { kind: 'free_shipping' }
const input = { name: { en: 'Free' }, activation: 'code', code: 'FREE', benefit }

describe('another replica', () => {
  it('loads what there is, then follows the log', async () => {
    const { call, otherReplica } = createTestPromotions()
    await call('POST /api/promotions', { body: input })
    const { memory, freshness } = otherReplica()
    expect([freshness.isLoaded(), memory.size()]).toEqual([false, 0])
    await freshness.refresh()
    expect([freshness.isLoaded(), memory.withCode('FREE')?.data.status]).toEqual([true, 'draft'])
    await call('POST /api/promotions/promo_1/publish')
    expect(memory.withCode('FREE')?.data.status).toBe('draft')
    await freshness.refresh()
    expect(memory.withCode('FREE')?.data.status).toBe('published')
  })

  it('keeps the newer of two versions, however late the older one comes', async () => {
    const { call, otherReplica, promotions } = createTestPromotions()
    await call('POST /api/promotions', { body: input })
    const before = await promotions.get('promo_1')
    await call('POST /api/promotions/promo_1/publish')
    const { memory, freshness } = otherReplica()
    await freshness.refresh()
    if (before) memory.put(before)
    expect([before?.version, memory.versionOf('promo_1')]).toEqual([1, 2])
  })

  it('reads a promotion that a broadcast names, unless it holds that version', async () => {
    const { call, otherReplica } = createTestPromotions()
    await call('POST /api/promotions', { body: input })
    const { memory, freshness } = otherReplica()
    await freshness.promotion('promo_1', 1)
    expect(memory.versionOf('promo_1')).toBe(1)
    await call('POST /api/promotions/promo_1/publish')
    await freshness.promotion('promo_1', 1)
    expect(memory.versionOf('promo_1')).toBe(1)
    await freshness.promotion('promo_1', 2)
    expect(memory.versionOf('promo_1')).toBe(2)
  })
})
