import { expect } from '@playwright/test'
import { newEmail } from '../../../src/guest.ts'
import { home, sell } from '../../../src/shopper.ts'
import { confirm, openAs, readOrder, test } from '../../kit/office.ts'

test('an order by phone is drafted, placed, and paid by a transfer that staff note', async ({
  page,
  shop,
}) => {
  const sku = await sell(shop.api, await shop.staff(), { price: 2_000, stock: 5 })
  const email = newEmail()
  await openAs(page, shop.platform.staff, '/orders')
  await page.getByRole('link', { name: 'Brouillons' }).click()
  await page.getByRole('link', { name: 'Nouveau brouillon' }).click()
  await page.getByLabel('E-mail du client').fill(email)
  await page.getByLabel('Référence').fill(sku)
  await page.getByLabel('Destinataire').fill(home.recipient)
  await page.getByRole('textbox', { name: 'Adresse', exact: true }).fill(home.line1)
  await page.getByLabel('Code postal').fill(home.postalCode)
  await page.getByLabel('Ville').fill(home.city)
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.waitForURL(/\/orders\/drafts\/(?!new)/)
  await page.getByLabel('Livraison', { exact: true }).selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  const quote = page.getByRole('region', { name: 'Ce que cela fait aujourd’hui' })
  await expect(quote.getByRole('row', { name: /^Total/ })).toBeVisible()
  await page.getByRole('button', { name: 'Passer la commande' }).click()
  const dialog = page.getByRole('dialog', { name: 'Passer la commande' })
  await dialog.getByLabel('Par virement').check()
  await dialog.getByLabel('Motif').fill('commande au téléphone')
  await dialog.getByRole('button', { name: 'Passer la commande' }).click()
  await page.waitForURL(/\/orders\/ord_\w+\/payments/)
  const orderId = /ord_\w+/.exec(page.url())?.[0] ?? ''
  const order = await readOrder(shop, orderId)
  expect(order.email).toBe(email)
  await page.getByRole('button', { name: 'Noter un virement' }).click()
  await confirm(page, 'Noter un virement', {
    fields: {
      'Montant en euros': String(order.totals.grandTotal.amount / 100),
      'Date de la banque': '2026-11-30',
      'Libellé du relevé': `VIR ${orderId}`,
      Motif: 'relevé du jour',
    },
  })
  await expect(page.getByRole('region', { name: 'Virements' })).toContainText(`VIR ${orderId}`)
  const status = async () => (await readOrder(shop, orderId)).paymentStatus
  await expect.poll(status, { timeout: 20_000 }).toBe('paid')
})

test('a draft keeps what was typed, and comes back when it was deleted by mistake', async ({
  page,
  shop,
}) => {
  const email = newEmail()
  await openAs(page, shop.platform.staff, '/orders/drafts/new')
  await page.getByLabel('E-mail du client').fill(email)
  await page.reload()
  await expect(page.getByLabel('E-mail du client')).toHaveValue(email)
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.waitForURL(/\/orders\/drafts\/(?!new)/)
  await page.getByRole('button', { name: 'Supprimer le brouillon' }).click()
  await page.waitForURL('**/orders/drafts')
  const row = page.getByRole('link', { name: `Ouvrir le brouillon de ${email}` })
  await expect(row).toHaveCount(0)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await expect(row).toBeVisible()
})
