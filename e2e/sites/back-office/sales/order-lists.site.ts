import { expect } from '@playwright/test'
import { confirm, newOrder, openAs, test } from '../../kit/office.ts'
import { hasLabel, shipmentOf } from '../../kit/office-work/after-sale.ts'

test('labels of many orders are printed as one PDF, and their parcels handed over', async ({
  page,
  shop,
}) => {
  const orders = [await newOrder(shop), await newOrder(shop)]
  for (const { orderId } of orders) await shipmentOf(shop, orderId, hasLabel)
  await openAs(page, shop.platform.staff, '/orders?status=processing')
  for (const { number } of orders) await page.getByLabel(`Choisir ${number}`).check()
  await page.getByRole('button', { name: 'Imprimer les étiquettes' }).click()
  await page.getByRole('button', { name: 'Préparer le PDF' }).click()
  await expect(page.getByRole('status').filter({ hasText: '2 étiquettes.' })).toBeVisible()
  const pdf = page.waitForResponse('**/api/label-batches/*/pdf')
  await page.getByRole('button', { name: 'Ouvrir le PDF' }).click()
  expect((await pdf).headers()['content-type']).toContain('application/pdf')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Marquer remis' }).click()
  await confirm(page, 'Marquer remis', {
    says: '2 commandes',
    fields: { Motif: 'tournée du soir' },
  })
  for (const { orderId } of orders)
    await shipmentOf(shop, orderId, ({ status }) => status === 'in_transit')
})

test('a saved view gets another name', async ({ page, shop }) => {
  const name = `Grandes ${Date.now()}`
  await openAs(page, shop.platform.staff, '/orders?min=200')
  await page.getByRole('button', { name: 'Enregistrer cette vue' }).click()
  await page.getByLabel('Nom de la vue').fill(name)
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await page.getByRole('button', { name: `Renommer la vue ${name}` }).click()
  await page.getByLabel('Nom de la vue').fill(`${name} bis`)
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  const renamed = page.getByRole('button', { name: `${name} bis`, exact: true })
  await expect(renamed).toHaveAttribute('aria-pressed', 'true')
  await page.waitForURL(/min=200/)
  await page.getByRole('button', { name: `Supprimer la vue ${name} bis` }).click()
  await expect(renamed).toHaveCount(0)
})
