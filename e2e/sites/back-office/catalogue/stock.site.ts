import { expect } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { onHand, register, sell } from '../../../src/shopper.ts'
import { holdRequests, loseAnswer } from '../../kit/network-faults.ts'
import { newOrder, openAs, readOrder, test } from '../../kit/office.ts'

test('goods are received by keyboard alone, and a line whose answer is lost counts once', {
  tag: '@short',
}, async ({ page, shop, browserFaults }) => {
  browserFaults.allow(/net::ERR_FAILED/)
  const sku = await sell(shop.api, await shop.staff(), { price: 1_000, stock: 2 })
  const sent = await loseAnswer(page, `**/api/stock/${sku}/movements`)
  await openAs(page, shop.platform.staff, '/stock/receive')
  const field = page.getByRole('textbox', { name: 'Référence' })
  await expect(field).toBeFocused()
  await page.keyboard.type(`${sku}\n`)
  await expect(page.getByRole('textbox', { name: 'Quantité' })).toBeFocused()
  await page.keyboard.type('12\n')
  const row = page.getByRole('row').filter({ hasText: sku })
  await expect(row).toContainText('14 en main')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('')
  expect(sent).toHaveLength(2)
  expect(await onHand(shop.api, await shop.staff(), sku)).toMatchObject({ onHand: 14 })
})

test('a line that never arrived is kept over a reload, and sent again it counts', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/net::ERR_FAILED/)
  const sku = await sell(shop.api, await shop.staff(), { price: 1_000, stock: 0 })
  await page.route(`**/api/stock/${sku}/movements`, (route) => route.abort())
  await openAs(page, shop.platform.staff, '/stock/receive')
  await page.getByLabel('Bon de livraison').fill('BL-7')
  await page.getByRole('textbox', { name: 'Référence' }).fill(sku)
  await page.getByRole('textbox', { name: 'Quantité' }).fill('5')
  await page.getByRole('button', { name: 'Recevoir' }).click()
  const row = page.getByRole('row').filter({ hasText: sku })
  await expect(row).toContainText('Pas confirmé')
  await page.unroute(`**/api/stock/${sku}/movements`)
  await page.reload()
  await row.getByRole('button', { name: `Renvoyer ${sku}` }).click()
  await expect(row).toContainText('5 en main')
  const token = await shop.staff()
  type Listed = { items: { quantity: number; reference: string }[] }
  const { body } = await shop.api<Listed>(`GET /api/stock/${sku}/movements`, { token })
  expect(body.items.filter(({ reference }) => reference === 'BL-7')).toHaveLength(1)
})

test('an item is moved, counted and watched; more than there is cannot be lost', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 409/)
  const sku = await sell(shop.api, await shop.staff(), { price: 1_000, stock: 10 })
  await openAs(page, shop.platform.staff, `/stock?sku=${sku}`)
  await page.getByRole('table', { name: 'Stock' }).getByRole('link', { name: sku }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Stock de ${sku}`)
  await expect(page.getByRole('status').filter({ hasText: 'en direct' })).toBeVisible()
  await page.getByRole('combobox', { name: 'Mouvement' }).selectOption('Perte ou casse')
  await page.getByRole('textbox', { name: 'Quantité' }).fill('11')
  await page.getByLabel('Motif').first().fill('Tombés')
  await page.getByRole('button', { name: 'Enregistrer le mouvement' }).click()
  await expect(page.getByRole('alert')).toContainText('Il n’en reste pas assez en stock.')
  await expect(page.getByRole('textbox', { name: 'Quantité' })).toHaveValue('11')
  await page.getByRole('textbox', { name: 'Quantité' }).fill('3')
  await page.getByRole('button', { name: 'Enregistrer le mouvement' }).click()
  const movements = page.getByRole('table', { name: 'Mouvements' })
  await expect(movements.getByRole('row').filter({ hasText: 'Tombés' })).toContainText('7')
  await page.getByLabel('Compté').fill('9')
  await expect(page.getByText('En main : 7 → 9')).toBeVisible()
  await page.getByLabel('Motif').nth(1).fill('Inventaire')
  await page.getByRole('button', { name: 'Enregistrer le comptage' }).click()
  await expect(movements.getByRole('row').filter({ hasText: 'Inventaire' })).toContainText('+2')
  await page.getByRole('textbox', { name: 'Seuil', exact: true }).fill('9')
  await page.getByRole('button', { name: 'Enregistrer le seuil' }).click()
  await expect(page.getByRole('article').getByText('Bas', { exact: true })).toBeVisible()
  expect(await onHand(shop.api, await shop.staff(), sku)).toMatchObject({
    ...{ onHand: 9, lowThreshold: 9, level: 'low' },
  })
})

test('a count that somebody overtook is not saved over their change', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 412/)
  const token = await shop.staff()
  const sku = await sell(shop.api, token, { price: 1_000, stock: 4 })
  await openAs(page, shop.platform.staff, `/stock/items/${sku}`)
  await page.getByLabel('Compté').fill('3')
  await page.getByLabel('Motif').nth(1).fill('Inventaire')
  await shop.api(`PUT /api/stock/${sku}`, { token, body: { onHand: 8 } })
  await page.getByRole('button', { name: 'Enregistrer le comptage' }).click()
  await expect(page.getByRole('alert')).toContainText('8 en main maintenant')
  expect(await onHand(shop.api, token, sku)).toMatchObject({ onHand: 8 })
  await page.getByRole('button', { name: 'Enregistrer le comptage' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Enregistré.' })).toBeVisible()
  expect(await onHand(shop.api, token, sku)).toMatchObject({ onHand: 3 })
})

test('the orders that hold a SKU are named', async ({ page, shop }) => {
  const { number, orderId } = await newOrder(shop, 'pm_card_chargeDeclined')
  const token = await shop.staff()
  const { lines } = await readOrder(shop, orderId)
  const sku = lines[0]?.sku ?? ''
  await eventually(
    'the order to be found by its SKU',
    () => shop.api<{ items: object[] }>(`GET /api/orders?q=${sku}`, { token }),
    (answer) => answer.body.items?.length === 1,
  )
  await openAs(page, shop.platform.staff, `/stock/items/${sku}`)
  const holders = page.getByRole('table', { name: 'Commandes qui retiennent cette référence' })
  await expect(holders.getByRole('link', { name: number })).toBeVisible()
})

test('an alert is acknowledged, and leaves the open ones', async ({ page, shop }) => {
  const token = await shop.staff()
  const sku = await sell(shop.api, token, { price: 1_000, stock: 5 })
  await shop.api(`PUT /api/stock/${sku}/threshold`, { token, body: { lowThreshold: 6 } })
  type Listed = { items: { sku: string }[] }
  const alerts = (status: string) => () =>
    shop.api<Listed>(`GET /api/stock-alerts?status=${status}&limit=100`, { token })
  const hasSku = ({ body }: { body: Listed }) => body.items.some((one) => one.sku === sku)
  await eventually('the alert', alerts('open'), hasSku)
  await openAs(page, shop.platform.staff, '/stock/alerts')
  await page.getByRole('button', { name: `Prendre en charge ${sku}` }).click()
  await expect(page.getByText('1 alerte prise en charge.')).toBeVisible()
  await expect(page.getByRole('link', { name: sku })).toHaveCount(0)
  await eventually('the acknowledged alert', alerts('acknowledged'), hasSku)
})

test('a table of stock is read before it is imported, and names its bad lines', async ({
  page,
  shop,
}) => {
  const token = await shop.staff()
  const known = await sell(shop.api, token, { price: 1_000, stock: 3 })
  const fresh = `${known}-N`
  await openAs(page, shop.platform.staff, '/stock/import')
  const table = ['sku;on_hand;low_threshold', `${known};30;2`, `${fresh};7;`, 'x;sept;'].join('\n')
  await page.getByLabel('Ou collez le tableau').fill(table)
  await expect(page.getByText('2 références lues, 1 ligne en erreur.')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Lignes en erreur' })).toContainText('4')
  await page.getByRole('button', { name: 'Importer' }).click()
  await expect(page.getByText('1 créée, 0 modifiée, 1 inchangée.')).toBeVisible()
  expect(await onHand(shop.api, token, known)).toMatchObject({ onHand: 3 })
  await page.getByLabel(/Remplacer aussi/).check()
  await page.getByRole('button', { name: 'Importer' }).click()
  await expect(page.getByText('0 créée, 1 modifiée, 1 inchangée.')).toBeVisible()
  expect(await onHand(shop.api, token, known)).toMatchObject({ onHand: 30 })
  expect(await onHand(shop.api, token, fresh)).toMatchObject({ onHand: 7 })
})

test('the stock is of the staff: a customer is refused by the service', async ({ shop }) => {
  const { token } = await register(shop.api)
  expect((await shop.api('GET /api/stock', { token })).status).toBe(403)
  expect((await shop.api('GET /api/stock-alerts', { token })).status).toBe(403)
})

test('what is typed while a movement is on its way is still to be saved', async ({
  page,
  shop,
}) => {
  const sku = await sell(shop.api, await shop.staff(), { price: 1_000, stock: 10 })
  const letGo = await holdRequests(page, `**/api/stock/${sku}/movements`)
  await openAs(page, shop.platform.staff, `/stock/items/${sku}`)
  const reason = page.getByLabel('Motif').first()
  await page.getByRole('textbox', { name: 'Quantité' }).fill('3')
  await reason.fill('Livraison')
  await page.getByRole('button', { name: 'Enregistrer le mouvement' }).click()
  await reason.fill('Retour du salon')
  letGo()
  const movements = page.getByRole('table', { name: 'Mouvements' })
  await expect(movements.getByRole('row').filter({ hasText: 'Livraison' })).toContainText('13')
  await expect(page.getByRole('textbox', { name: 'Quantité' })).toHaveValue('')
  await expect(reason).toHaveValue('Retour du salon')
})
