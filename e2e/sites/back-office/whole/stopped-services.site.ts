import type { services } from '@comptoir/contracts/topology'
import { expect } from '@playwright/test'
import { newCode } from '../../../src/promotions.ts'
import { sell, signIn } from '../../../src/shopper.ts'
import { openChat } from '../../../support/conversations.ts'
import { agentOf } from '../../kit/chatting.ts'
import { newCustomer, newOrder, test } from '../../kit/office.ts'
import { readyShipment } from '../../kit/office-work/after-sale.ts'
import { productNamed, readProduct } from '../../kit/office-work/products.ts'
import {
  dialog,
  expectNothingLost,
  main,
  newWords,
  read,
  type TypedForm,
} from '../../kit/office-work/typed-forms.ts'
import type { Shop } from '../../kit/test.ts'

const newTitle = newWords()
const why = newWords()

/** A form of each service. */
const forms = {
  async orders(shop) {
    const { orderId } = await newOrder(shop)
    const text = newWords()
    type Facts = { entries: readonly { text?: string }[] }
    return {
      path: `/orders/${orderId}/summary`,
      within: main,
      words: (page) => [[page.getByLabel('Nouvelle note'), text]],
      save: 'Ajouter la note',
      times: async () => {
        const { entries } = await read<Facts>(shop, `/api/orders/${orderId}/staff`)
        return entries.filter((one) => one.text === text).length
      },
    }
  },
  async catalog(shop) {
    const { productId, version } = await productNamed(shop, newWords())
    return {
      path: `/products/${productId}/texts`,
      within: main,
      words: (page) => [
        [page.getByRole('group', { name: /^Titre/ }).getByLabel('Français'), newTitle],
        [page.getByLabel('Marque'), 'Alba'],
      ],
      save: 'Enregistrer',
      times: async () => {
        const now = await readProduct(shop, productId)
        expect(now.title?.fr === newTitle, 'title').toBe(now.version > version)
        return now.version - version
      },
    }
  },
  async inventory(shop) {
    const sku = await sell(shop.api, await shop.staff(), { price: 1_000, stock: 10 })
    const reason = newWords()
    type Movements = { items: readonly { reason?: string }[] }
    return {
      path: `/stock/items/${sku}`,
      within: main,
      words: (page) => [
        [page.getByRole('textbox', { name: 'Quantité' }), '3'],
        [page.getByLabel('Motif').first(), reason],
      ],
      save: 'Enregistrer le mouvement',
      times: async () => {
        const { items } = await read<Movements>(shop, `/api/stock/${sku}/movements`)
        return items.filter((one) => one.reason === reason).length
      },
    }
  },
  async payments(shop) {
    const { payment } = await newOrder(shop)
    const path = `payment-intents/${payment.paymentIntentId}`
    return {
      path: `/payments/${payment.paymentIntentId}`,
      within: dialog('Rembourser'),
      open: 'Rembourser',
      choose: (asked) => asked.getByLabel('Une partie').check(),
      words: (asked) => [
        [asked.getByLabel('Montant', { exact: false }), '5,00'],
        [asked.getByLabel('Motif'), why],
      ],
      save: 'Rembourser',
      times: async () =>
        (await read<{ refunds: readonly object[] }>(shop, `/api/${path}`)).refunds.length,
    }
  },
  async billing(shop) {
    // no other test sets a rate of this day, and no order is of it
    const day = '2042-05-01'
    type Rates = { rates: readonly { validFrom: string }[] }
    return {
      path: '/prices/rates?country=FR',
      within: dialog('Fixer un taux'),
      open: 'Fixer un taux',
      choose: (asked) => asked.getByLabel('Classe').selectOption('super_reduced'),
      words: (asked) => [
        [asked.getByLabel('À partir du'), day],
        [asked.getByLabel('Taux en %'), '3,5'],
        [asked.getByLabel('Motif'), why],
      ],
      save: 'Fixer un taux',
      times: async () => {
        const { rates } = await read<Rates>(shop, '/api/tax-rates/FR')
        return rates.filter(({ validFrom }) => validFrom === day).length
      },
    }
  },
  async shipping(shop) {
    const { shipmentId } = await readyShipment(shop)
    const location = newWords()
    return {
      path: `/shipments/${shipmentId}`,
      within: (page) => page.getByRole('form', { name: 'Ajouter un événement' }),
      words: (form) => [[form.getByLabel('Lieu'), location]],
      save: 'Ajouter un événement',
      times: async () => {
        const shipment = await read<object>(shop, `/api/shipments/${shipmentId}`)
        return JSON.stringify(shipment).split(location).length - 1
      },
    }
  },
  async admin(shop) {
    type Settings = { version: number; set: readonly string[]; values: Record<string, unknown> }
    const path = '/api/settings/seller'
    const token = await signIn(shop.api, shop.platform.admin)
    const { version, set, values } = await read<Settings>(shop, path, token)
    const before = Object.fromEntries(set.map((name) => [name, values[name]]))
    return {
      path: '/settings/seller',
      person: shop.platform.admin,
      within: main,
      words: (page) => [
        [page.getByRole('textbox', { name: 'Téléphone' }), '+33 1 55 66 77 88'],
        [page.getByLabel('Motif'), why],
      ],
      save: 'Enregistrer',
      times: async () => (await read<Settings>(shop, path, token)).version - version,
      undo: () => shop.api(`PUT ${path}`, { token, body: { values: before } }),
    }
  },
  async notifications(shop) {
    const path = '/api/notification-templates/return_closed'
    const { latest } = await read<{ latest: number }>(shop, path)
    const subject = newWords()
    return {
      path: '/notifications/templates/return_closed',
      within: main,
      words: (page) => [
        [page.getByRole('group', { name: 'Français' }).getByLabel('Objet'), subject],
        [page.getByLabel('Ce qui change'), 'essai'],
      ],
      save: 'Ajouter la version',
      times: async () => (await read<{ latest: number }>(shop, path)).latest - latest,
    }
  },
  async promotions(shop) {
    const code = newCode()
    type Promotions = { items: readonly { code?: string }[] }
    return {
      path: '/promotions/new',
      within: main,
      words: (page) => [
        [
          page.getByRole('group', { name: 'Nom que lit le client' }).getByLabel('Français'),
          newTitle,
        ],
        [page.getByLabel('Code', { exact: true }), code],
        [page.getByLabel('Pourcentage'), '25'],
      ],
      save: 'Créer le brouillon',
      times: async () => {
        const { items } = await read<Promotions>(shop, `/api/promotions?q=${code}`)
        return items.filter((one) => one.code === code).length
      },
    }
  },
  async support(shop) {
    const chat = await openChat(shop.api, { body: 'Où est mon colis ?', name: newWords() })
    const reply = newWords()
    return {
      path: `/inbox/${chat.conversationId}`,
      within: main,
      words: (page) => [[page.getByLabel('Votre réponse'), reply]],
      save: 'Envoyer',
      times: () => agentOf(shop).timesSaid(chat, reply),
    }
  },
  async accounts(shop) {
    const { userId } = await newCustomer(shop)
    const text = newWords()
    type Notes = { items: readonly { text: string }[] }
    return {
      path: `/customers/${userId}`,
      within: main,
      words: (page) => [[page.getByLabel('Nouvelle note'), text]],
      save: 'Ajouter la note',
      times: async () => {
        const { items } = await read<Notes>(shop, `/api/users/${userId}/notes`)
        return items.filter((one) => one.text === text).length
      },
    }
  },
} satisfies Partial<Record<keyof typeof services, (shop: Shop) => Promise<TypedForm>>>

for (const [name, prepare] of Object.entries(forms)) {
  test(`what is typed while ${name} is stopped is not lost, and is saved once when it is back`, async ({
    page,
    shop,
    browserFaults,
  }) => {
    test.setTimeout(400_000)
    await expectNothingLost({ page, shop, browserFaults }, name, await prepare(shop))
  })
}
