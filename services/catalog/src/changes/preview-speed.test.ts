import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'

/** A whole catalogue takes hundreds of milliseconds: in one piece, nobody else is answered meanwhile. */
it('lets others be answered while a whole catalogue is previewed', async () => {
  const shop = createTestShop()
  const shelf = await shop.call('POST /api/categories', { body: { name: { en: 'All' } } })
  for (let n = 0; n < 1_000; n++)
    await shop.productCommands.create({
      ...{ slug: `mug-${n}`, status: 'active', title: { en: `Mug ${n}` } },
      ...{ taxClass: 'standard', categoryIds: [shelf.body.categoryId], attributes: {} },
      variants: [
        {
          ...{ sku: `MUG-${n}`, price: { amount: 1_000, currency: 'EUR' } },
          ...{ weightGrams: 1, options: {} },
        },
      ],
    })
  const body = {
    selection: { filter: { status: 'all', q: 'mug' } },
    changes: [{ kind: 'price', byBps: -1_000 }],
  }
  let isDone = false
  const preview = shop.call('POST /api/product-changes/preview', { body }).finally(() => {
    isDone = true
  })
  let answeredMeanwhile = 0
  while (!isDone) {
    await setImmediate()
    const { status } = await shop.call(`GET /api/products/mug-${answeredMeanwhile % 50}`)
    if (!isDone && status === 200) answeredMeanwhile += 1
  }
  expect((await preview).body).toMatchObject({ selected: 1_000, changed: 1_000 })
  expect(answeredMeanwhile).toBeGreaterThan(20)
})
