import { expect } from '@playwright/test'
import { requestedReturn } from '../../kit/office-work/after-sale.ts'
import { enter, openAccount } from '../../kit/open-account.ts'
import { test } from '../../kit/test.ts'

test('a customer sees how far each return is, and opens the order of one', async ({
  page,
  shop,
}) => {
  const { order, shopper, returnId } = await requestedReturn(shop, 2)
  await enter(page, shopper, '/fr/account/returns')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vos retours')
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: order.number })
  await expect(row).toContainText('Demandé')
  await expect(row).toContainText('2 × ')
  const refusal = { token: await shop.staff(), body: { reason: 'Trop usé' } }
  expect((await shop.api(`POST /api/returns/${returnId}/refuse`, refusal)).status).toBe(200)
  await page.goto('/en/account/returns')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your returns')
  await expect(row).toContainText('Refused')
  await row.getByRole('link', { name: `Order ${order.number}` }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Order ${order.number}`)
})

test('returns that do not come are asked for again, and none lead to the orders', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 503/)
  await openAccount(page, shop)
  const refused = { status: 503, json: { status: 503, code: 'dependency_unavailable' } }
  await page.route('**/bff/returns?*', (route) => route.fulfill(refused), { times: 1 })
  await page.getByRole('main').getByRole('link', { name: 'Retours' }).first().click()
  await expect(page.getByText('Un service ne répond pas.')).toBeVisible()
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await expect(page.getByText('Vous n’avez rien retourné.')).toBeVisible()
  await expect(page.getByText('Un service ne répond pas.')).toHaveCount(0)
  await page.getByRole('link', { name: 'Voir vos commandes' }).click()
  await page.waitForURL('**/fr/account/orders')
})
