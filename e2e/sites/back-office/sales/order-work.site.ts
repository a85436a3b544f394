import { expect } from '@playwright/test'
import { confirmationOf } from '../../kit/mailbox.ts'
import { confirm, newOrder, openAs, readOrder, test } from '../../kit/office.ts'
import { shipmentOf } from '../../kit/office-work/after-sale.ts'
import type { Shop } from '../../kit/test.ts'

/** The parcel of an order, once it has its label. */
async function labelled(shop: Shop, orderId: string) {
  const { shipmentId, parcels } = await shipmentOf(
    shop,
    orderId,
    (one) => one.parcels[0]?.label !== undefined,
  )
  return { shipmentId, trackingNumber: parcels[0]?.trackingNumber ?? '' }
}

test('a mail of an order is read, and sent again', async ({ page, shop }) => {
  const { orderId, number } = await newOrder(shop)
  const sent = async () => (await confirmationOf(shop, orderId))?.sentAt
  await expect.poll(sent, { timeout: 30_000 }).toBeDefined()
  const before = await sent()
  await openAs(page, shop.platform.staff, `/orders/${orderId}/messages`)
  const row = page
    .getByRole('row')
    .filter({ hasText: 'Confirmation' })
    .filter({ hasText: 'e-mail' })
  await row.getByRole('button', { name: 'Lire Confirmation' }).click()
  await expect(page.getByRole('dialog')).toContainText(number)
  await page.keyboard.press('Escape')
  await row.getByRole('button', { name: 'Renvoyer' }).click()
  await expect.poll(sent, { timeout: 30_000 }).not.toBe(before)
})

test('a label is replaced, and a parcel that was handed over is told', async ({ page, shop }) => {
  const { orderId } = await newOrder(shop)
  const before = await labelled(shop, orderId)
  await openAs(page, shop.platform.staff, `/orders/${orderId}/parcels`)
  const shipment = page.getByRole('region', { name: `Expédition ${before.shipmentId}` })
  await expect(shipment).toContainText(before.trackingNumber)
  await shipment.getByRole('button', { name: 'Remplacer l’étiquette' }).click()
  await confirm(page, 'Remplacer l’étiquette', {
    says: before.trackingNumber,
    fields: { Motif: 'étiquette déchirée' },
  })
  await expect(shipment).not.toContainText(before.trackingNumber)
  expect((await labelled(shop, orderId)).trackingNumber).not.toBe(before.trackingNumber)
  await shipment.getByRole('button', { name: 'Noter un suivi' }).click()
  const tracking = page.getByRole('dialog', { name: 'Noter un suivi' })
  await tracking.getByLabel('Étape').selectOption('handed_over')
  await tracking.getByLabel('Lieu').fill('Lyon')
  await tracking.getByLabel('Motif').fill('le transporteur ne le dit pas')
  await tracking.getByRole('button', { name: 'Noter un suivi' }).click()
  await expect(tracking).toHaveCount(0)
  await expect(shipment.getByRole('listitem').filter({ hasText: 'Lyon' })).toBeVisible()
  await expect.poll(async () => (await readOrder(shop, orderId)).status).toBe('shipped')
})

test('an address is changed: first what it changes, then it is applied', async ({ page, shop }) => {
  const { orderId } = await newOrder(shop)
  await labelled(shop, orderId)
  await openAs(page, shop.platform.staff, `/orders/${orderId}/edit`)
  await page.getByLabel('Ville').fill('Villeurbanne')
  await page.getByRole('button', { name: 'Voir ce que cela change' }).click()
  const preview = page.getByRole('region', { name: 'Ce que devient la commande' })
  await expect(preview).toContainText('Villeurbanne')
  await expect(preview).toContainText('Le prix ne change pas.')
  expect((await readOrder(shop, orderId)).shippingAddress.city).toBe('Lyon')
  await preview.getByRole('button', { name: 'Appliquer la modification' }).click()
  await confirm(page, 'Appliquer la modification', { fields: { Motif: 'le client déménage' } })
  await expect
    .poll(async () => (await readOrder(shop, orderId)).shippingAddress.city, { timeout: 20_000 })
    .toBe('Villeurbanne')
  await expect(page.getByRole('region', { name: 'Modifications' })).toContainText('Appliquée')
})

test('an edit that is refused keeps what was typed', async ({ page, shop, browserFaults }) => {
  browserFaults.allow(/status of 4\d\d/)
  const { orderId } = await newOrder(shop)
  await labelled(shop, orderId)
  await openAs(page, shop.platform.staff, `/orders/${orderId}/edit`)
  await page.getByLabel('Référence à ajouter').fill('NO-SUCH-THING')
  await page.getByRole('button', { name: 'Voir ce que cela change' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('Référence à ajouter')).toHaveValue('NO-SUCH-THING')
  await page.reload()
  await expect(page.getByLabel('Référence à ajouter')).toHaveValue('NO-SUCH-THING')
})

test('an order that waits for money is sent a link to pay', async ({ page, shop }) => {
  const { orderId } = await newOrder(shop, 'pm_card_chargeDeclined')
  await openAs(page, shop.platform.staff, `/orders/${orderId}/payments`)
  await page.getByRole('button', { name: 'Envoyer un lien de paiement' }).click()
  const dialog = page.getByRole('dialog', { name: 'Envoyer un lien de paiement' })
  await dialog.getByLabel('Motif').fill('au téléphone')
  await dialog.getByRole('button', { name: 'Envoyer un lien de paiement' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Lien envoyé' })).toBeVisible()
})
