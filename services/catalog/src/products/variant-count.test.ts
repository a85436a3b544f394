import { expect, it } from 'vitest'
import { createTestShop } from '../../test/catalog-app.ts'

it('takes two hundred variants of a product, and no more', async () => {
  const shop = createTestShop()
  const create = (count: number) =>
    shop.call('POST /api/products', {
      body: {
        title: { fr: 'Mug en grès bleu', en: 'Blue stoneware mug' },
        categoryIds: [],
        variants: Array.from({ length: count }, (_, n) => ({
          ...{ sku: `MUG-${n}`, options: { Teinte: `${n % 20}`, Taille: `${Math.floor(n / 20)}` } },
          ...{ price: { amount: 1_490, currency: 'EUR' }, weightGrams: 350 },
        })),
      },
    })
  const tooMany = await create(201)
  expect([tooMany.status, tooMany.body.errors[0].field]).toEqual([400, 'variants'])
  const created = await create(200)
  expect(created.status).toBe(201)
  expect(created.body.variants).toHaveLength(200)
})

it('takes back what it answered of a product whose variants all have a value of their own', async () => {
  const shop = createTestShop()
  const product = {
    title: { fr: 'Affiche', en: 'Poster' },
    categoryIds: [],
    variants: Array.from({ length: 200 }, (_, n) => ({
      ...{ sku: `POSTER-${n}`, options: { Motif: `${n}` } },
      ...{ price: { amount: 1_490, currency: 'EUR' }, weightGrams: 350 },
    })),
  }
  const created = await shop.call('POST /api/products', { body: product })
  expect(created.body.options[0].values).toHaveLength(200)
  const body = { ...product, options: created.body.options }
  const again = await shop.call(`PUT /api/products/${created.body.productId}`, { body })
  expect(again.status).toBe(200)
})
