import type { services } from '@comptoir/contracts/topology'
import { expect, type Locator, type Page } from '@playwright/test'
import { keepDown } from '../../../faults/kit/processes.ts'
import { newCode } from '../../../src/promotions.ts'
import { sell, signIn } from '../../../src/shopper.ts'
import { openChat } from '../../../support/conversations.ts'
import { agentOf } from '../../kit/chatting.ts'
import { newCustomer, newOrder, newWord, openAs, test } from '../../kit/office.ts'
import { readyShipment } from '../../kit/office-work/after-sale.ts'
import { productNamed, readProduct } from '../../kit/office-work/products.ts'
import type { Shop } from '../../kit/test.ts'

/** Words that nothing else in the shop has. */
const newWords = () => `Mots ${newWord()}`

const newTitle = newWords()
const why = newWords()

/** Fields, and what is typed there. */
type Words = readonly [Word, ...Word[]]
type Word = readonly [Locator, string]

/** A form that somebody fills in. */
type Form = {
  readonly path: string
  readonly person?: { readonly email: string; readonly password: string }
  /** Where it stands, from its opening on. */
  readonly within: (page: Page) => Locator
  /** Opens a dialog: what is typed there is kept while the page is open, not over a reload. */
  readonly open?: string
  readonly words: (within: Locator) => Words
  readonly choose?: (within: Locator) => Promise<unknown>
  readonly save: string
  /** How often it was saved; the shop that does not answer is no number. */
  readonly times: () => Promise<number>
  readonly undo?: () => Promise<unknown>
}

const main = (page: Page) => page.getByRole('main')
const dialog = (name: string) => (page: Page) => page.getByRole('dialog', { name })

/** What staff read of the shop: nothing, when it does not answer. */
async function read<T>({ api, staff }: Shop, path: string, token?: string): Promise<T> {
  const answer = await api<T>(`GET ${path}`, { token: token ?? (await staff()) })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
  return answer.body
}

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
} satisfies Partial<Record<keyof typeof services, (shop: Shop) => Promise<Form>>>

/** Every word is where it was typed. */
async function expectWords({ words }: Form, within: Locator): Promise<void> {
  for (const [field, text] of words(within)) {
    await expect(field).toHaveValue(new RegExp(text.replaceAll('+', '\\+')), { timeout: 60_000 })
  }
}

const failing = /ne répond pas|n’est peut-être pas partie|pas enregistré|Rien n’a été enregistré/

for (const [name, prepare] of Object.entries(forms)) {
  test(`what is typed while ${name} is stopped is not lost, and is saved once when it is back`, async ({
    page,
    shop,
    browserFaults,
  }) => {
    test.setTimeout(400_000)
    // that a service is missing is in the console, too
    browserFaults.allow(/Failed to load resource/)
    page.on('dialog', (asked) => void asked.accept())
    const form: Form = await prepare(shop)
    await openAs(page, form.person ?? shop.platform.staff, form.path)
    if (form.open) await main(page).getByRole('button', { name: form.open, exact: true }).click()
    const within = form.within(page)
    const save = () => within.getByRole('button', { name: form.save, exact: true }).click()
    await form.choose?.(within)
    for (const [field, text] of form.words(within)) await field.fill(text)
    await keepDown(shop.platform, name, async () => {
      await save()
      const alert = within.getByRole('alert').filter({ hasText: failing }).first()
      await expect(alert).toBeVisible({ timeout: 90_000 })
      await expectWords(form, within)
      if (form.open) return
      // asked for again, the page says what is missing, unless it needs nothing of the service
      await page.reload()
      const failed = page.getByText(failing).filter({ visible: true })
      const [[field]] = form.words(within)
      await expect(failed.or(field).first()).toBeVisible({ timeout: 90_000 })
    })
    await expect.poll(() => form.times().catch(String), { timeout: 90_000 }).toBe(0)
    if (!form.open) await page.reload()
    await expectWords(form, within)
    await save()
    await expect.poll(() => form.times().catch(String), { timeout: 60_000 }).toBe(1)
    // nothing that was saved is still to be
    if (!form.open) {
      await expect(within.getByRole('alert').filter({ hasText: failing })).toHaveCount(0)
    } else await expect(within).toHaveCount(0)
    expect(await form.times()).toBe(1)
    await form.undo?.()
  })
}
