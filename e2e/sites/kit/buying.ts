import { expect, type Page } from '@playwright/test'
import { newEmail } from '../../src/guest.ts'
import { home, type OrderBody, sell } from '../../src/shopper.ts'
import type { Shop } from './test.ts'

export type Product = { readonly sku: string; readonly title: string; readonly path: string }

let made = 0

/** A product that nobody else buys, with its page. */
export async function putOnSale(
  { api, staff }: Shop,
  { price = 1_990, stock = 20 }: { price?: number; stock?: number } = {},
): Promise<Product> {
  made += 1
  const title = `Bol du journal ${process.pid}-${made}`
  const sku = await sell(api, await staff(), { price, stock, title })
  const { body } = await api<{ items: { slug: string }[] }>(`GET /api/search?q=${sku}`)
  return { sku, title, path: `/fr/p/${body.items[0]?.slug}` }
}

/** Puts the product of its page into the cart; the drawer is open afterwards, with the line. */
export async function addToCart(page: Page, product: Product): Promise<void> {
  await page.goto(product.path)
  await page.getByRole('button', { name: 'Ajouter au panier' }).click()
  const drawer = page.getByRole('dialog', { name: 'Votre panier' })
  await expect(drawer.getByRole('link', { name: product.title })).toBeVisible()
}

export type Filling = {
  readonly email?: string
  /** A test case of the simulator, by its token; else its usual card. */
  readonly card?: string
}

/** Opens the checkout and fills it in for a guest, up to the button. */
export async function fillCheckout(page: Page, { email, card }: Filling = {}): Promise<void> {
  await page.goto('/fr/checkout')
  await page
    .getByLabel('E-mail', { exact: true })
    .first()
    .fill(email ?? newEmail())
  await fillAddress(page)
  await expect(
    page.getByRole('group', { name: 'Comment' }).getByRole('radio').first(),
  ).toBeChecked()
  if (card) await chooseCard(page, card)
  await page.getByLabel(/J’accepte les conditions générales/).check()
  await expect(orderButton(page)).toContainText('€')
}

/** A checkout that is filled in for a new guest: one click from its order. */
export async function readyToOrder(page: Page, shop: Shop, card?: string) {
  const product = await putOnSale(shop)
  const email = newEmail()
  await addToCart(page, product)
  await fillCheckout(page, { email, ...(card && { card }) })
  return { email, product }
}

/** Fills in the address of everybody here, or their other one. */
export async function fillAddress(page: Page, line1 = home.line1): Promise<void> {
  await page.getByLabel('Nom et prénom').fill(home.recipient)
  await page.getByLabel('Adresse', { exact: true }).fill(line1)
  await page.getByLabel('Code postal').fill(home.postalCode)
  await page.getByLabel('Ville').fill(home.city)
}

/** Chooses a test case of the simulator. */
export async function chooseCard(page: Page, card: string): Promise<void> {
  const choice = page.locator(`input[name="test-case"][value$=":${card}"]`)
  // they stay open once they were opened
  if (!(await choice.isVisible())) await page.getByText('Cas d’essai').first().click()
  await choice.check()
}

export const orderButton = (page: Page) =>
  page.getByRole('button', { name: /Commander avec obligation de paiement/ })

/** The order that was placed is shown, and confirmed. */
export async function expectThanks(page: Page): Promise<void> {
  await page.waitForURL(/\/fr\/orders\/ord_[^/]+\/thanks$/, { timeout: 60_000 })
  await expect(
    page.getByRole('heading', { level: 1, name: 'Merci pour votre commande' }),
  ).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Confirmée' })).toHaveClass(/done/)
}

/** The orders that hold the SKU, whatever became of them, as staff find them. */
export async function ordersOf({ api, staff }: Shop, email: string): Promise<readonly OrderBody[]> {
  const query = new URLSearchParams({ email, limit: '50' })
  const { status, body } = await api<{ items: OrderBody[] }>(`GET /api/orders?${query}`, {
    token: await staff(),
  })
  expect(status).toBe(200)
  return body.items
}

/** Somebody ordered once, whatever they pressed. */
export async function expectOneOrder(shop: Shop, email: string): Promise<void> {
  expect(await ordersOf(shop, email)).toHaveLength(1)
}
