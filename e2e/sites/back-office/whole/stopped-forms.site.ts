import { expect } from '@playwright/test'
import { keepDown, processesOf } from '../../../faults/kit/processes.ts'
import { newEmail } from '../../../src/guest.ts'
import { onHand, password, sell, signIn } from '../../../src/shopper.ts'
import { approvedVendor } from '../../../src/vendor.ts'
import { openChat } from '../../../support/conversations.ts'
import { fillDoor, newColleague, newOrder, openAs, test } from '../../kit/office.ts'
import { requestedReturn } from '../../kit/office-work/after-sale.ts'
import {
  dialog,
  expectNothingLost,
  main,
  newWords,
  read,
  type TypedForm,
} from '../../kit/office-work/typed-forms.ts'
import type { Shop } from '../../kit/test.ts'

type Form = readonly [service: string, prepare: (shop: Shop) => Promise<TypedForm>]
type Listed<T> = { readonly items: readonly T[] }

const newReason = newWords()

/** Further forms, beside the one of each service in stopped-services.site.ts. */
const forms: Readonly<Record<string, Form>> = {
  'a note on an order, without any API': [
    'gateway',
    async (shop) => {
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
  ],
  'an order by phone': [
    'orders',
    async (shop) => {
      const email = newEmail()
      return {
        path: '/orders/drafts/new',
        within: main,
        words: (page) => [[page.getByLabel('E-mail du client'), email]],
        save: 'Enregistrer',
        times: async () => {
          const path = '/api/order-drafts?limit=100'
          const { items } = await read<Listed<{ customer: { email?: string } }>>(shop, path)
          return items.filter(({ customer }) => customer.email === email).length
        },
      }
    },
  ],
  'the refusal of a return': [
    'orders',
    async (shop) => {
      const { returnId } = await requestedReturn(shop, 1)
      return {
        path: `/returns/${returnId}`,
        within: dialog('Refuser'),
        open: 'Refuser',
        words: (asked) => [[asked.getByLabel('Motif'), newReason]],
        save: 'Refuser',
        times: async () => {
          const { status } = await read<{ status: string }>(shop, `/api/returns/${returnId}`)
          return status === 'refused' ? 1 : 0
        },
      }
    },
  ],
  'a new category': [
    'catalog',
    async (shop) => {
      const name = newWords()
      return {
        path: '/categories/new',
        within: main,
        words: (page) => [[page.getByRole('group', { name: 'Nom' }).getByLabel('Français'), name]],
        save: 'Nouvelle catégorie',
        times: async () =>
          JSON.stringify(await read<object>(shop, '/api/categories')).split(`"${name}"`).length - 1,
      }
    },
  ],
  'an entry in the ledger of a vendor': [
    'admin',
    async (shop) => {
      const { vendorId } = await approvedVendor(shop.api, await shop.staff())
      return {
        path: `/vendors/${vendorId}/ledger`,
        within: dialog('Ajuster'),
        open: 'Ajuster',
        words: (asked) => [
          [asked.getByLabel('Montant'), '25,00'],
          [asked.getByLabel('Motif'), newReason],
        ],
        save: 'Ajuster',
        times: async () => {
          const path = `/api/vendors/${vendorId}/ledger`
          return (await read<Listed<object>>(shop, path)).items.length
        },
      }
    },
  ],
  'the details of one’s own shop': [
    'admin',
    async (shop) => {
      const { vendorId, email } = await approvedVendor(shop.api, await shop.staff())
      const path = `/api/vendors/${vendorId}/details`
      const { version } = await read<{ version: number }>(shop, path)
      return {
        path: '/my-shop/details',
        person: { email, password },
        within: main,
        words: (page) => [
          [page.getByRole('textbox', { name: 'Téléphone', exact: true }), '+33 4 72 33 33 33'],
        ],
        save: 'Enregistrer',
        times: async () => (await read<{ version: number }>(shop, path)).version - version,
      }
    },
  ],
  'a canned reply': [
    'support',
    async (shop) => {
      const title = newWords()
      return {
        path: '/inbox/replies',
        within: (page) => page.getByRole('form', { name: 'Réponses toutes prêtes' }),
        open: 'Nouvelle réponse',
        words: (form) => [
          [form.getByLabel('Titre'), title],
          [form.getByLabel('Texte français'), 'Sous deux jours.'],
        ],
        save: 'Enregistrer',
        times: async () => {
          const path = '/api/support/canned-replies'
          const { items } = await read<Listed<{ title: string }>>(shop, path)
          return items.filter((one) => one.title === title).length
        },
      }
    },
  ],
  'a note on a conversation': [
    'support',
    async (shop) => {
      const { conversationId } = await openChat(shop.api, { body: 'Où est-il ?', name: newWords() })
      const text = newWords()
      return {
        path: `/inbox/${conversationId}`,
        within: main,
        words: (page) => [[page.getByLabel('Nouvelle note'), text]],
        save: 'Ajouter la note',
        times: async () => {
          const path = `/api/conversations/${conversationId}/notes`
          return JSON.stringify(await read<object>(shop, path)).split(text).length - 1
        },
      }
    },
  ],
  'an invitation': [
    'accounts',
    async (shop) => {
      const email = newEmail()
      const token = () => signIn(shop.api, shop.platform.admin)
      return {
        path: '/staff/invitations',
        person: shop.platform.admin,
        within: (page) => page.getByRole('form', { name: 'Inviter quelqu’un' }),
        words: (form) => [[form.getByLabel('E-mail').first(), email]],
        save: 'Inviter',
        times: async () => {
          const path = '/api/invitations?limit=100'
          const { items } = await read<Listed<{ email: string }>>(shop, path, await token())
          return items.filter((one) => one.email === email).length
        },
      }
    },
  ],
  'one’s own name': [
    'accounts',
    async (shop) => {
      const colleague = await newColleague(shop, 'support')
      const firstName = newWords()
      return {
        path: '/account',
        person: colleague,
        within: main,
        words: (page) => [[page.getByLabel('Prénom'), firstName]],
        save: 'Enregistrer',
        times: async () => {
          const token = await signIn(shop.api, colleague)
          const me = await read<{ firstName: string }>(shop, '/api/me', token)
          return me.firstName === firstName ? 1 : 0
        },
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

test('goods received while inventory is stopped are kept over a reload, and count once when it is back', async ({
  page,
  shop,
  browserFaults,
}) => {
  test.setTimeout(400_000)
  browserFaults.allow(/Failed to load resource/)
  const token = await shop.staff()
  const sku = await sell(shop.api, token, { price: 1_000, stock: 0 })
  await openAs(page, shop.platform.staff, '/stock/receive')
  await page.getByLabel('Bon de livraison').fill('BL-8')
  const row = page.getByRole('row').filter({ hasText: sku })
  await keepDown(processesOf(shop.platform), 'inventory', async () => {
    await page.getByRole('textbox', { name: 'Référence' }).fill(sku)
    await page.getByRole('textbox', { name: 'Quantité' }).fill('5')
    await page.getByRole('button', { name: 'Recevoir' }).click()
    await expect(row).toContainText('Pas confirmé', { timeout: 90_000 })
    await page.reload()
    await expect(row).toContainText('Pas confirmé')
    await expect(page.getByLabel('Bon de livraison')).toHaveValue('BL-8')
  })
  await row.getByRole('button', { name: `Renvoyer ${sku}` }).click()
  await expect(row).toContainText('5 en main', { timeout: 60_000 })
  expect(await onHand(shop.api, token, sku)).toMatchObject({ onHand: 5 })
})

test('the door keeps what was typed while accounts is stopped, and opens when it is back', async ({
  page,
  shop,
  browserFaults,
}) => {
  test.setTimeout(400_000)
  browserFaults.allow(/Failed to load resource/)
  await page.goto('/')
  await keepDown(processesOf(shop.platform), 'accounts', async () => {
    await fillDoor(page, shop.platform.staff)
    await expect(page.getByRole('alert')).toBeVisible({ timeout: 90_000 })
    await expect(page.getByLabel('E-mail')).toHaveValue(shop.platform.staff.email)
  })
  const inside = page.getByRole('navigation', { name: 'Navigation' })
  const enter = page.getByRole('button', { name: 'Se connecter' })
  await expect(async () => {
    if (await enter.isVisible()) await enter.click()
    await expect(inside).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 90_000 })
})
