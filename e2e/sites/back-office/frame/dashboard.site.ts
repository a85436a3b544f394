import { expect, type Page } from '@playwright/test'
import { makeUnavailable } from '../../kit/network-faults.ts'
import { newColleague, newOrder, openAs, test } from '../../kit/office.ts'
import type { Shop } from '../../kit/test.ts'

type Figures = { readonly today: { readonly orders: { readonly value: number } } }

async function ordersToday({ api, staff }: Shop): Promise<number> {
  const { body } = await api<Figures>('GET /api/dashboard', { token: await staff() })
  return body.today.orders.value
}

const tile = (page: Page, name: RegExp) =>
  page.getByRole('region', { name: 'Aujourd’hui' }).getByRole('link', { name })

test('staff begin with figures that grow as orders come, each with the list that explains it', async ({
  page,
  shop,
}) => {
  await newOrder(shop)
  await openAs(page, shop.platform.staff, '/')
  await expect(page.getByRole('heading', { level: 1, name: 'Tableau de bord' })).toBeVisible()
  await page.waitForURL('**/dashboard')
  await expect(page.getByRole('status').filter({ hasText: 'en direct' })).toBeVisible()
  const before = await ordersToday(shop)
  const { number, orderId } = await newOrder(shop)
  const shown = async () =>
    Number(
      (
        await tile(page, /^Commandes/)
          .locator('strong')
          .innerText()
      ).replaceAll(/\D/g, ''),
    )
  await expect.poll(shown, { timeout: 20_000 }).toBeGreaterThan(before)
  await expect(
    page.getByRole('region', { name: 'Dernières commandes' }).getByRole('link', { name: number }),
  ).toBeVisible()
  await tile(page, /^Commandes/).click()
  await page.waitForURL('**/dashboard/orders?period=today')
  await expect(page.getByRole('heading', { level: 1, name: 'Commandes' })).toBeVisible()
  await page.getByRole('table').getByRole('link', { name: orderId }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${number}`)
  await page.goBack()
  await page.getByRole('link', { name: '30 derniers jours' }).click()
  await page.waitForURL('**/dashboard/orders?period=last30Days')
  await page.getByRole('link', { name: 'Retour au tableau de bord' }).click()
  await page.waitForURL('**/dashboard')
})

test('charts say the same as tables, and revenue is for who may see it', async ({
  page,
  shop,
  newVisitor,
}) => {
  await openAs(page, shop.platform.staff, '/dashboard')
  await expect(tile(page, /^Chiffre d’affaires/)).toBeVisible()
  const chart = page.getByRole('figure', { name: 'Commandes par jour' })
  await chart.getByText('En tableau').click()
  await expect(chart.getByRole('row')).toHaveCount(31)
  const support = await (await newVisitor()).newPage()
  await openAs(support, await newColleague(shop, 'support'), '/dashboard')
  await expect(tile(support, /^Commandes/)).toBeVisible()
  await expect(tile(support, /^Chiffre d’affaires/)).toHaveCount(0)
  await expect(support.getByRole('figure', { name: 'Paiements refusés par jour' })).toBeVisible()
})

test('when figures cannot be read that is said, and the latest orders still come', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 503/)
  const { number } = await newOrder(shop)
  await makeUnavailable(page, '**/api/dashboard**')
  await openAs(page, shop.platform.staff, '/dashboard')
  const ticker = page.getByRole('region', { name: 'Dernières commandes' })
  await expect(ticker.getByRole('link', { name: number })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('Un service ne répond pas')
  await page.unroute('**/api/dashboard**')
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await expect(tile(page, /^Commandes/)).toBeVisible()
})

test('admins have the figures recounted, and see when it is done; staff do not', async ({
  page,
  shop,
  newVisitor,
}) => {
  await openAs(page, shop.platform.staff, '/dashboard')
  await expect(tile(page, /^Commandes/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Recompter les chiffres' })).toHaveCount(0)
  const admin = await (await newVisitor()).newPage()
  await openAs(admin, shop.platform.admin, '/dashboard')
  await admin.getByRole('button', { name: 'Recompter les chiffres' }).click()
  await admin.waitForURL('**/dashboard?rebuild=*')
  const state = admin.getByRole('region', { name: 'Recompter les chiffres' }).getByRole('status')
  await expect(state).toContainText('Recomptage')
  await expect(state).toContainText('Recomptage terminé', { timeout: 60_000 })
})
