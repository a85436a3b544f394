import { expect } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { sell } from '../../../src/shopper.ts'
import { addToCart, putOnSale } from '../../kit/buying.ts'
import { openAccount } from '../../kit/open-account.ts'
import { test } from '../../kit/test.ts'

test('an address that leads nowhere says so, and leads on', async ({ page, browserFaults }) => {
  browserFaults.allow(/status of 404/)
  const answer = await page.goto('/fr/p/rien-de-tel')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page n’existe pas.')
  await page.getByRole('main').getByRole('searchbox').fill('thé')
  await page.getByRole('main').getByRole('button', { name: 'Rechercher' }).click()
  await expect(page.getByRole('article').first()).toBeVisible()
})

test('a product that is no longer sold answers 410 with its name', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 410/)
  const token = await shop.staff()
  const title = `Théière ${Date.now()}`
  const sku = await sell(shop.api, token, { price: 4_200, stock: 2, title })
  const found = await shop.api<{ items: { productId: string; slug: string }[] }>(
    `GET /api/search?q=${sku}`,
  )
  const [product] = found.body.items
  const gone = await shop.api(`DELETE /api/products/${product?.productId}`, { token })
  expect(gone.status).toBeLessThan(300)
  const path = `/fr/p/${product?.slug}`
  await eventually(
    'the page to be gone',
    async () => (await page.request.get(path)).status(),
    (status) => status === 410,
  )
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${title} n’est plus vendu.`)
})

test('without a network the site still says that nothing is lost', async ({
  page,
  context,
  browserFaults,
}) => {
  browserFaults.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch|Failed to load resource/)
  await page.goto('/en')
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await page.reload()
  await context.setOffline(true)
  await page.goto('/en/c/maison')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are offline.')
  await context.setOffline(false)
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible()
})

test('without a network the cart is there as it was seen last, until its owner leaves', async ({
  page,
  shop,
  context,
  browserFaults,
}) => {
  browserFaults.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch|Failed to load resource/)
  const product = await putOnSale(shop)
  await openAccount(page, shop)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await addToCart(page, product)
  await page.goto('/fr/cart')
  const line = page.getByRole('main').getByRole('link', { name: product.title })
  await expect(line).toBeVisible()
  await context.setOffline(true)
  await page.reload()
  await expect(line).toBeVisible()
  await expect(page.getByText(/^La boutique ne répond pas : voici/)).toBeVisible()
  await context.setOffline(false)
  await page.goto('/fr/account')
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.waitForURL((url) => url.pathname !== '/fr/account')
  await context.setOffline(true)
  await page.goto('/fr/cart')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vous êtes hors ligne.')
})

test('a page loads however many others have live streams', async ({ page, shop, context }) => {
  const product = await putOnSale(shop)
  const tabs = [page]
  // one more than a browser has connections for the shop
  while (tabs.length < 7) tabs.push(await context.newPage())
  for (const tab of tabs) {
    await tab.goto(product.path)
    await expect(tab.getByRole('heading', { level: 1 })).toHaveText(product.title)
  }
  const live = async () => {
    const shown = await Promise.all(tabs.map((tab) => tab.getByText('Stock en direct').count()))
    return shown.filter((count) => count > 0).length
  }
  await expect.poll(live).toBe(4)
  await tabs[1]?.close()
  tabs.splice(1, 1)
  await expect.poll(live).toBe(4)
})

test('the shop’s own texts are there in both languages', async ({ page }) => {
  await page.goto('/fr')
  const names = ['notice', 'terms', 'privacy', 'cookies', 'delivery', 'returns', 'accessibility']
  for (const path of ['help', ...names.map((name) => `legal/${name}`)]) {
    for (const locale of ['fr', 'en']) {
      const answer = await page.goto(`/${locale}/${path}`)
      expect(answer?.status(), path).toBe(200)
      await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty()
    }
  }
})

test('a language that was chosen stays: the address without one leads to it', async ({ page }) => {
  await page.goto('/fr')
  await page.getByRole('link', { name: 'English' }).first().click()
  await expect(page).toHaveURL(/\/en$/)
  await page.goto('/')
  await expect(page).toHaveURL(/\/en$/)
  await page.getByRole('link', { name: 'Français' }).first().click()
  await page.goto('/')
  await expect(page).toHaveURL(/\/fr$/)
})
