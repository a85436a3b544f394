import { expect } from '@playwright/test'
import { openAs, test } from '../../kit/office.ts'
import { readyShipment } from '../../kit/office-work/after-sale.ts'

test('the labels of ten orders are printed as one PDF, and their parcels handed over', async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000)
  const ready = await Promise.all(Array.from({ length: 10 }, () => readyShipment(shop)))
  await openAs(page, shop.platform.staff, '/shipments?stage=ready')
  for (const { order } of ready) {
    await page.getByRole('checkbox', { name: `Choisir ${order.number}`, exact: true }).check()
  }
  await page.getByRole('button', { name: 'Imprimer les étiquettes' }).click()
  const dialog = page.getByRole('dialog', { name: 'Imprimer les étiquettes' })
  await expect(dialog).toContainText('Un PDF pour 10 expéditions.')
  await dialog.getByRole('button', { name: 'Préparer le PDF' }).click()
  await expect(dialog.getByRole('status')).toHaveText('10 étiquettes prêtes.')
  const pdf = page.waitForResponse(/\/api\/label-batches\/[^/]+\/pdf$/)
  await dialog.getByRole('button', { name: 'Ouvrir le PDF' }).click()
  expect((await (await pdf).headerValue('content-type')) ?? '').toContain('application/pdf')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Préparer la remise' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Remise au transporteur')
  await page.getByRole('button', { name: 'Remettre 10 colis' }).click()
  const confirm = page.getByRole('dialog', { name: 'Remettre 10 colis' })
  await confirm.getByRole('button', { name: 'Remettre 10 colis' }).click()
  await expect(page.getByText('10 colis remis.')).toBeVisible()
  for (const { read } of ready) expect((await read()).status).toBe('in_transit')
})

test('what the carrier says is entered, and a lost parcel is refunded with a reason', async ({
  page,
  shop,
}) => {
  const { order, shipmentId, read } = await readyShipment(shop)
  await openAs(page, shop.platform.staff, `/shipments?q=${order.number}`)
  await page
    .getByRole('table', { name: 'Expéditions' })
    .getByRole('link', { name: order.number })
    .click()
  await page.waitForURL(`**/shipments/${shipmentId}**`)
  const form = page.getByRole('form', { name: 'Ajouter un événement' })
  await form.getByLabel('Événement').selectOption('Perdu')
  await form.getByLabel('Lieu').fill('Agence 69')
  await form.getByRole('button', { name: 'Ajouter un événement' }).click()
  const events = page.getByRole('table', { name: 'Ce que dit le transporteur' })
  await expect(events.getByRole('row').filter({ hasText: 'Perdu' })).toContainText('Agence 69')
  await page.getByRole('button', { name: 'Décider de la suite' }).click()
  const dialog = page.getByRole('dialog', { name: 'Décider de la suite' })
  await dialog.getByLabel('Rembourser').check()
  await expect(dialog).toContainText('Le prix de 1 pièce est rendu au client')
  await dialog.getByLabel('Motif').fill('Perdu par le transporteur')
  await dialog.getByRole('button', { name: 'Décider de la suite' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('Rembourser : fait')).toBeVisible({ timeout: 30_000 })
  const { parcels } = await read()
  expect(parcels[0]).toMatchObject({ resolution: { kind: 'refund', status: 'done' } })
})

test('a shipment is divided by hand, a parcel held and released, a label replaced', async ({
  page,
  shop,
}) => {
  const { sku, shipmentId, read } = await readyShipment(shop, 3)
  await openAs(page, shop.platform.staff, `/shipments/${shipmentId}`)
  await page.getByRole('button', { name: 'Répartir autrement' }).click()
  await page.getByRole('button', { name: 'Ajouter un colis' }).click()
  await expect(page.getByRole('button', { name: 'Répartir', exact: true })).toBeDisabled()
  await page.getByLabel(`${sku}, colis 1`).fill('1')
  await page.getByLabel(`${sku}, colis 2`).fill('2')
  await page.getByLabel('Retenir le colis 2').check()
  await page.getByRole('button', { name: 'Répartir', exact: true }).click()
  await expect(page.getByText('Retenu : il attend d’être libéré.')).toBeVisible()
  expect((await read()).parcels).toMatchObject([
    { lines: [{ sku, quantity: 1 }] },
    { lines: [{ sku, quantity: 2 }], heldAt: expect.any(String) },
  ])
  await page.getByRole('button', { name: 'Libérer' }).click()
  await expect(page.getByText('Retenu : il attend d’être libéré.')).toHaveCount(0)
  const first = page.getByRole('region', { name: /^Colis 1 / })
  const before = (await read()).parcels[0]?.trackingNumber ?? ''
  await first.getByRole('button', { name: 'Remplacer l’étiquette' }).click()
  const dialog = page.getByRole('dialog', { name: 'Remplacer l’étiquette' })
  await expect(dialog).toContainText(before)
  await dialog.getByLabel('Motif').fill('Déchirée')
  await dialog.getByRole('button', { name: 'Remplacer l’étiquette' }).click()
  await expect(page.getByText(`Étiquette annulée : ${before}`)).toBeVisible()
  expect((await read()).parcels[0]?.trackingNumber).not.toBe(before)
})
