import { createTestShop } from './catalog-app.ts'

export const eur = (amount: number) => ({ amount, currency: 'EUR' })

/** A price list for VIPs, by quantity. */
export const vip = (over: object = {}) => ({
  priceListId: 'vip',
  name: { fr: 'Tarif VIP', en: 'VIP price' },
  currency: 'EUR',
  customerStatuses: ['vip'],
  entries: [{ sku: 'MUG-1', tiers: [{ amount: 1500 }, { minQuantity: 10, amount: 1200 }] }],
  ...over,
})

/** A shop of one product, `mug`, of two variants in a category below another one. */
export async function openPriceListShop() {
  const shop = createTestShop()
  const shelf = await addCategory(shop, { name: { en: 'Tableware' } })
  const cups = await addCategory(shop, { name: { en: 'Cups' }, parentId: shelf })
  const created = await shop.call('POST /api/products', {
    body: {
      status: 'active',
      title: { en: 'Mug' },
      categoryIds: [cups],
      variants: [
        { sku: 'MUG-1', price: eur(2000), weightGrams: 350, options: { Size: 'S' } },
        { sku: 'MUG-2', price: eur(3000), weightGrams: 350, options: { Size: 'L' } },
      ],
    },
  })
  const asGuest = async (path: string) =>
    (await shop.call(`GET /api/products${path}`, { as: 'guest' })).body

  return {
    ...shop,
    shelf,
    productId: created.body.productId as string,
    /** A price list for everyone: a quarter off everything. */
    sale: (over: object = {}) => ({
      priceListId: 'sale',
      name: { fr: 'Soldes', en: 'Sale' },
      currency: 'EUR',
      entries: [{ categoryId: shelf, tiers: [{ percentOffBps: 2500 }] }],
      ...over,
    }),
    create: (body: object) => shop.call('POST /api/price-lists', { body }),
    later: (seconds: number) => {
      shop.store.clock.nowMs += seconds * 1000
    },
    inSeconds: (seconds: number) => new Date(shop.store.clock.nowMs + seconds * 1000).toISOString(),
    /** The first variant as everyone sees it, and the products of a list. */
    shown: async () => (await asGuest('/mug')).variants[0],
    listed: async (query = '') => (await asGuest(query)).items,
    async lookUp(sku: string, asked: object = {}) {
      const { body } = await shop.call('POST /internal/variants/lookup', {
        as: 'guest',
        body: { skus: [sku], ...asked },
        headers: { 'dapr-api-token': 'app-token', 'dapr-caller-app-id': 'orders' },
      })
      return body.variants[0]
    },
  }
}

async function addCategory(shop: ReturnType<typeof createTestShop>, body: object) {
  const added = await shop.call('POST /api/categories', { body })
  return added.body.categoryId as string
}

export type PriceListShop = Awaited<ReturnType<typeof openPriceListShop>>
