import { expect } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { buyAsGuest } from '../../../src/guest.ts'
import { onHand, sell } from '../../../src/shopper.ts'
import { confirm, openAs, test } from '../../kit/office.ts'
import { requestedReturn } from '../../kit/office-work/after-sale.ts'

test('a return goes from its request to the refund: a piece on sale again, a piece scrapped', async ({
  page,
  shop,
}) => {
  test.setTimeout(120_000)
  const { sku, order, read } = await requestedReturn(shop, 2)
  await openAs(page, shop.platform.staff, '/returns?stage=requested')
  await page
    .getByRole('table', { name: 'Retours' })
    .getByRole('link', { name: order.number })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `Retour de la commande ${order.number}`,
  )
  await expect(page.getByText('Cassé à l’arrivée')).toBeVisible()
  await page.getByRole('button', { name: 'Accepter' }).click()
  await page.getByRole('button', { name: 'Enregistrer l’arrivée' }).click()
  const line = page.getByRole('group', { name: `${sku} : 2 pièces arrivées` })
  await line.getByLabel('En vente').fill('1')
  await expect(page.getByText(`${sku} : encore 1 pièce à décider.`)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Enregistrer le contrôle' })).toBeDisabled()
  await line.getByLabel('Au rebut').fill('1')
  await page.getByRole('button', { name: 'Enregistrer le contrôle' }).click()
  await expect(page.getByText(/· fait/)).toBeVisible({ timeout: 45_000 })
  await expect(page.getByText('Clos', { exact: true })).toBeVisible({ timeout: 45_000 })
  expect(await read()).toMatchObject({ status: 'closed', refund: { status: 'succeeded' } })
  expect(await onHand(shop.api, await shop.staff(), sku)).toMatchObject({ onHand: 4 })
})

test('a return that is asked for while the list is open comes into it', async ({ page, shop }) => {
  test.setTimeout(120_000)
  await page.clock.install()
  await openAs(page, shop.platform.staff, '/returns?stage=requested')
  const table = page.getByRole('table', { name: 'Retours' })
  await expect(table).toBeVisible()
  const { order } = await requestedReturn(shop, 1)
  await expect(table.getByRole('link', { name: order.number })).toHaveCount(0)
  await page.clock.fastForward(61_000)
  await expect(table.getByRole('link', { name: order.number })).toBeVisible()
})

test('a return is refused with a reason that its customer reads', async ({ page, shop }) => {
  const { returnId, read } = await requestedReturn(shop, 1)
  await openAs(page, shop.platform.staff, `/returns/${returnId}`)
  await page.getByRole('button', { name: 'Refuser' }).click()
  await confirm(page, 'Refuser', { fields: { Motif: 'Hors de la garantie' } })
  await expect(page.getByText('Hors de la garantie').first()).toBeVisible()
  expect(await read()).toMatchObject({
    ...{ status: 'refused', ending: { reason: 'Hors de la garantie' } },
  })
})

test('a withdrawal that names no order is attached to the one that it means', async ({
  page,
  shop,
}) => {
  const token = await shop.staff()
  const sku = await sell(shop.api, token, { price: 2_000, stock: 5 })
  const { order, email } = await buyAsGuest(shop.api, sku)
  const name = `Camille ${Date.now()}`
  type Declared = { withdrawal: { withdrawalId: string }; confirmationToken: string }
  const { body } = await shop.api<Declared>('POST /api/withdrawals', {
    body: { name, orderNumber: `${order.number}9`, email },
  })
  const { withdrawalId } = body.withdrawal
  const { confirmationToken } = body
  await shop.api(`POST /api/withdrawals/${withdrawalId}/confirm`, { body: { confirmationToken } })
  type Listed = { items: { withdrawalId: string; outcome: { kind: string; orderId?: string } }[] }
  const read = async () => {
    const listed = await shop.api<Listed>('GET /api/withdrawals?limit=100', { token })
    return listed.body.items.find((one) => one.withdrawalId === withdrawalId)
  }
  await eventually('the outcome', read, (one) => one?.outcome.kind === 'unmatched')
  await openAs(page, shop.platform.staff, '/returns/withdrawals?outcome=unmatched')
  await page.getByRole('button', { name: `Rattacher à une commande : ${name}` }).click()
  const dialog = page.getByRole('dialog', { name: `Rattacher la rétractation de ${name}` })
  await dialog.getByLabel('Numéro, e-mail ou nom').fill(order.number)
  await dialog.getByRole('button', { name: 'Chercher' }).click()
  await dialog.getByRole('radio', { name: order.number }).check()
  await dialog.getByRole('button', { name: 'Rattacher à une commande' }).click()
  await expect(dialog).toHaveCount(0)
  await eventually('the order', read, (one) => one?.outcome.orderId === order.orderId)
})
