import { expect, type Locator } from '@playwright/test'
import { newKey } from '../../../src/api.ts'
import { promote } from '../../../src/promotions.ts'
import { expectStatus, sell } from '../../../src/shopper.ts'
import { newBrand, productFile } from '../../../src/shopping/product-files.ts'
import { newOrder, newWord, test } from '../../kit/office.ts'
import { hasLabel, shipmentOf } from '../../kit/office-work/after-sale.ts'
import { disputeOf } from '../../kit/office-work/disputes.ts'
import { productNamed, readProduct, type StaffProduct } from '../../kit/office-work/products.ts'
import {
  expectNothingLost,
  main,
  newWords,
  read,
  type TypedForm,
} from '../../kit/office-work/typed-forms.ts'
import type { Shop } from '../../kit/test.ts'

type Form = readonly [service: string, prepare: (shop: Shop) => Promise<TypedForm>]
type Listed<T> = { readonly items: readonly T[] }

const twelvePrices = Array.from({ length: 12 }, (_, n) => `${n + 10},50`)

/** Twelve variants, of a title and two options. */
async function makeVariants(within: Locator, title: string): Promise<void> {
  const { keyboard } = within.page()
  await within
    .getByRole('group', { name: /^Titre/ })
    .getByLabel('Français')
    .fill(title)
  await within.getByRole('link', { name: 'Variantes' }).click()
  for (const [option, values] of [
    ['Couleur', ['Bleu', 'Écru', 'Vert']],
    ['Taille', ['S', 'M', 'L', 'XL']],
  ] as const) {
    await within.getByRole('button', { name: 'Ajouter une option' }).click()
    await within
      .getByLabel(/^Option \d$/)
      .last()
      .fill(option)
    await keyboard.press('Tab')
    for (const value of values) await keyboard.type(`${value}\n`)
  }
  await within.getByRole('button', { name: 'Créer 12 variantes' }).click()
}

/** The rest of what is typed at length: longer forms, and those that are saved in two steps. */
const forms: Readonly<Record<string, Form>> = {
  'a new product with twelve variants': [
    'catalog',
    async (shop) => {
      const title = newWords()
      return {
        path: '/products/new/texts',
        within: main,
        choose: (page) => makeVariants(page, title),
        words: (page) => {
          const grid = page.getByRole('table', { name: 'Variantes' })
          const cells = (name: RegExp) => grid.getByRole('textbox', { name })
          return [
            [page.getByLabel(/^Option 1$/), 'Couleur'],
            ...twelvePrices.map((_, n) => [cells(/^Poids/).nth(n), `8${n}`] as const),
            ...twelvePrices.map((price, n) => [cells(/^Prix/).nth(n), price] as const),
          ]
        },
        save: 'Créer le produit',
        times: async () => {
          const path = `/api/products?status=all&q=${encodeURIComponent(title)}`
          const { items } = await read<Listed<StaffProduct>>(shop, path)
          const made = items.filter((one) => one.title.fr === title)
          for (const { productId } of made) {
            const { variants } = await readProduct(shop, productId)
            const prices = variants.map(({ price }) => price.amount)
            expect(prices).toEqual(twelvePrices.map((_, n) => n * 100 + 1_050))
          }
          return made.length
        },
      }
    },
  ],
  'a new price list': [
    'catalog',
    async (shop) => {
      const sku = await sell(shop.api, await shop.staff(), { price: 1_500, stock: 5 })
      const priceListId = sku.toLowerCase()
      return {
        path: '/prices/lists/_new',
        within: main,
        words: (page) => [
          [page.getByLabel('Nom dans les adresses'), priceListId],
          [page.getByRole('group', { name: 'Nom que lisent' }).getByLabel('Français'), sku],
          [page.getByRole('textbox', { name: 'Référence (SKU)' }), sku],
          [page.getByRole('textbox', { name: 'Montant' }), '12,00'],
        ],
        save: 'Créer la liste',
        times: async () => {
          type PriceList = { priceListId: string }
          const { items } = await read<Listed<PriceList>>(shop, '/api/price-lists?limit=100')
          return items.filter((one) => one.priceListId === priceListId).length
        },
        undo: async () =>
          shop.api(`DELETE /api/price-lists/${priceListId}`, { token: await shop.staff() }),
      }
    },
  ],
  'an edit of an order': [
    'orders',
    async (shop) => {
      const { orderId } = await newOrder(shop)
      await shipmentOf(shop, orderId, hasLabel)
      const city = newWords()
      return {
        path: `/orders/${orderId}/edit`,
        within: main,
        words: (page) => [
          [page.getByLabel(/^Quantité de/).first(), '2'],
          [page.getByLabel('Ville'), city],
        ],
        save: 'Voir ce que cela change',
        // an edit is written down with its preview; applied, it is the same one
        times: async () => {
          const { edits = [] } = await read<{ edits?: object[] }>(shop, `/api/orders/${orderId}`)
          return edits.filter((edit) => JSON.stringify(edit).includes(city)).length
        },
      }
    },
  ],
  'the answer to a dispute': [
    'payments',
    async (shop) => {
      const { payment } = await newOrder(shop, 'pm_card_createDispute')
      const { id } = await disputeOf(shop, payment.paymentIntentId)
      const text = newWords()
      return {
        path: `/payments/disputes/${id}`,
        within: main,
        words: (page) => [[page.getByLabel('Ce que vous répondez'), text]],
        save: 'Répondre',
        asksAgain: true,
        // a dispute has one answer: a second one is refused
        times: async () => {
          const dispute = await read<{ answer?: { text?: string } }>(shop, `/api/disputes/${id}`)
          return dispute.answer?.text === text ? 1 : 0
        },
      }
    },
  ],
  'a batch of codes': [
    'promotions',
    async (shop) => {
      const benefit = { kind: 'percentage', target: { kind: 'order' }, bps: 1_000 }
      const { promotionId } = await promote(shop.api, await shop.staff(), { benefit })
      const label = newWords()
      return {
        path: `/promotions/${promotionId}/codes`,
        within: main,
        words: (page) => [
          [page.getByLabel('Combien'), '7'],
          [page.getByLabel('Nom du lot'), label],
          [page.getByLabel('Début de chaque code'), 'SALON'],
        ],
        save: 'Créer les codes',
        times: async () => {
          const path = `/api/promotions/${promotionId}/code-batches`
          return (await read<Listed<object>>(shop, path)).items.length
        },
      }
    },
  ],
  'a group of synonyms': [
    'catalog',
    async (shop) => {
      const path = '/api/search/synonyms'
      const before = await read<{ groups: readonly (readonly string[])[] }>(shop, path)
      const word = newWord()
      const lines = [...before.groups, [`tabouret${word}`, `escabeau${word}`]]
      return {
        path: '/categories/synonyms',
        within: main,
        words: (page) => [
          [page.getByLabel(/^Groupes de mots/), lines.map((one) => one.join(' = ')).join('\n')],
        ],
        save: 'Enregistrer',
        // the table is replaced as a whole: the group would be in it twice
        times: async () =>
          JSON.stringify(await read(shop, path)).split(`"tabouret${word}"`).length - 1,
        undo: async () => shop.api(`PUT ${path}`, { token: await shop.staff(), body: before }),
      }
    },
  ],
  'a shipping tariff': [
    'shipping',
    async (shop) => {
      // the Faroe Islands are in no zone of the shop
      const token = await shop.staff()
      const zone = { name: { fr: 'Féroé' }, areas: [{ countryCode: 'FO' }] }
      await shop.api('PUT /api/shipping-zones/essai-feroe', { token, body: zone })
      const tariff = '/api/shipping-tariffs/colis-standard/essai-feroe'
      await shop.api(`DELETE ${tariff}`, { token })
      const reason = newWords()
      return {
        path: '/shipments/tariffs/colis-standard/essai-feroe',
        within: main,
        choose: (page) => page.getByRole('button', { name: 'Ajouter un palier' }).click(),
        words: (page) => [
          [page.getByLabel('Palier 1, jusqu’à (g)'), '2000'],
          [page.getByLabel('Palier 1, prix'), '19,90'],
          [page.getByRole('textbox', { name: 'Motif, pour l’historique' }), reason],
        ],
        save: 'Enregistrer le tarif',
        times: async () => {
          const { history } = await read<{ history: object[] }>(shop, '/api/shipping-tariffs')
          return history.filter((one) => JSON.stringify(one).includes(reason)).length
        },
        undo: () => shop.api(`DELETE ${tariff}`, { token }),
      }
    },
  ],
  'a change of products in bulk, once it was previewed': [
    'catalog',
    async (shop) => {
      const { productId, variants } = await productNamed(shop, newWords())
      const brand = newWords()
      return {
        path: `/products?q=${variants[0]?.sku}`,
        within: main,
        async choose(page) {
          await page.getByRole('button', { name: 'Modifier le produit trouvé' }).click()
          await page.getByLabel('Que modifier').selectOption({ label: 'Marque' })
        },
        words: (page) => [[page.getByRole('textbox', { name: 'Marque' }), brand]],
        async preview(page) {
          await page.getByRole('button', { name: 'Voir les différences' }).click()
          await expect(page.getByRole('region', { name: 'Ce qui changerait' })).toBeVisible()
        },
        save: 'Modifier 1 produit',
        times: async () => {
          const path = '/api/product-changes?limit=100'
          const { items } = await read<Listed<object>>(shop, path)
          const begun = items.filter((one) => JSON.stringify(one).includes(brand)).length
          const now = await read<{ brand?: string }>(shop, `/api/products/${productId}`)
          return now.brand === brand || begun !== 1 ? begun : 0
        },
      }
    },
  ],
  'the mapping of an import': [
    'catalog',
    async (shop) => {
      const token = await shop.staff()
      const brand = newBrand()
      const form = new FormData()
      // a column that no other file has: how such columns are read is not known
      const file = productFile(brand, 3).replace('brand\n', `${brand}\n`)
      form.set('file', new Blob([file]), 'products.csv')
      const uploaded = await shop.api<{ importId: string }>('POST /api/product-imports', {
        ...{ token, form, key: newKey() },
      })
      expectStatus('upload', uploaded, 201)
      const path = `/api/product-imports/${uploaded.body.importId}`
      const category = newWords()
      return {
        path: `/imports/${uploaded.body.importId}`,
        within: main,
        words: (page) => [
          [page.getByLabel('Catégorie des produits qui n’en nomment pas'), category],
        ],
        save: 'Enregistrer la correspondance',
        // it is a state of the import: the same one put twice is the same
        times: async () => (JSON.stringify(await read(shop, path)).includes(category) ? 1 : 0),
        undo: () => shop.api(`POST ${path}/cancel`, { token }),
      }
    },
  ],
}

for (const [name, [service, prepare]] of Object.entries(forms)) {
  test(`${name}, typed while ${service} is stopped, is not lost, and is saved once when it is back`, async ({
    page,
    shop,
    browserFaults,
  }) => {
    test.setTimeout(400_000)
    await expectNothingLost({ page, shop, browserFaults }, service, await prepare(shop))
  })
}
