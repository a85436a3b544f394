import { expect } from '@playwright/test'
import { newOrder, openAs, test } from '../../kit/office.ts'
import { buryConfirmation } from '../../kit/office-work/dead-letter.ts'

test('a dead letter of an order is replayed with a reason that stays on the order', async ({
  page,
  shop,
}) => {
  test.skip(shop.platform.isElsewhere, 'it hands an event to a service')
  const { orderId } = await newOrder(shop)
  await buryConfirmation(shop, orderId)
  await openAs(page, shop.platform.staff, `/orders/${orderId}/saga`)
  const letters = page.getByRole('region', { name: 'Événements non traités de cette commande' })
  await expect(letters).toContainText('billing · comptoir.orders.order-confirmed.v1')
  await letters.getByRole('button', { name: 'Rejouer' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rejouer' })
  await expect(dialog).toContainText('billing traite maintenant')
  const reason = `La facturation répond de nouveau ${orderId}`
  await dialog.getByLabel('Motif').fill(reason)
  await dialog.getByRole('button', { name: 'Rejouer' }).click()
  await expect(letters).toHaveCount(0)
  const { body } = await shop.api('GET /api/operations/dead-letters', { token: await shop.staff() })
  expect(JSON.stringify(body)).not.toContain(orderId)
  await page.getByRole('link', { name: 'Résumé' }).click()
  await expect(page.getByText(reason)).toBeVisible()
})

test('a dead letter that may not be handled is put aside with a reason', async ({ page, shop }) => {
  test.skip(shop.platform.isElsewhere, 'it hands an event to a service')
  const { orderId } = await newOrder(shop)
  await buryConfirmation(shop, orderId)
  await openAs(page, shop.platform.staff, `/orders/${orderId}/saga`)
  const letters = page.getByRole('region', { name: 'Événements non traités de cette commande' })
  await letters.getByRole('button', { name: 'Écarter' }).click()
  const dialog = page.getByRole('dialog', { name: 'Écarter' })
  await dialog.getByLabel('Motif').fill('doublon')
  await dialog.getByRole('button', { name: 'Écarter' }).click()
  await expect(letters).toHaveCount(0)
})
