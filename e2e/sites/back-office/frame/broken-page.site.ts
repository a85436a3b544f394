import { expect } from '@playwright/test'
import { openAs, test } from '../../kit/office.ts'

test('a page whose code cannot be had says so among all the others, and a reload shows it', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/Failed to load resource|dynamically imported module|preload/)
  await openAs(page, shop.platform.staff, '/orders')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Commandes')
  const code = /\/assets\/stock-page-[^/]*\.js$/
  await page.route(code, (route) => route.abort())
  const rail = page.getByRole('navigation', { name: 'Navigation' })
  await rail.getByRole('link', { name: /^Stock/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Cette page n’a pas pu s’afficher.',
  )
  await expect(rail.getByRole('link', { name: 'Commandes' })).toBeVisible()
  await page.unroute(code)
  await page.getByRole('button', { name: 'Recharger la page' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stock')
})
