import { expect, type Page } from '@playwright/test'
import { newKey } from '../../../src/api.ts'
import { newEmail } from '../../../src/guest.ts'
import { expectStatus, home, password, sell } from '../../../src/shopper.ts'
import {
  addToCart,
  chooseCard,
  expectOneOrder,
  expectThanks,
  fillAddress,
  fillCheckout,
  orderButton,
  ordersOf,
  putOnSale,
  readyToOrder,
} from '../../kit/buying.ts'
import { type Shop, test } from '../../kit/test.ts'

const payPal = (page: Page) => page.getByRole('radio', { name: /^PayPal/ })

test('PayPal is paid on its own page, which leads back to the order', async ({ page, shop }) => {
  const { email } = await readyToOrder(page, shop)
  await payPal(page).check()
  await expect(orderButton(page)).toContainText('€')
  await orderButton(page).click()
  await page.getByRole('button', { name: 'Approve', exact: true }).click({ timeout: 60_000 })
  await expectThanks(page)
  await expectOneOrder(shop, email)
})

test('who leaves PayPal without paying keeps the order, and pays it by card', async ({
  page,
  shop,
}) => {
  const { email } = await readyToOrder(page, shop)
  await payPal(page).check()
  await expect(orderButton(page)).toContainText('€')
  await orderButton(page).click()
  await page.getByRole('button', { name: 'Refuse' }).click({ timeout: 60_000 })
  await page.waitForURL(/\/checkout\/return\/ord_/, { timeout: 60_000 })
  const closed = page.getByText('J’ai fermé la page de la banque')
  const refused = page.getByText('Le paiement n’a pas abouti')
  await expect(closed.or(refused)).toBeVisible({ timeout: 60_000 })
  if (await closed.isVisible()) await closed.click()
  await page.getByRole('radio', { name: /^Carte bancaire/ }).check()
  await page.getByRole('button', { name: 'Payer', exact: true }).click()
  await expectThanks(page)
  await expectOneOrder(shop, email)
})

test('who closes the page of the bank finds the order again, and pays it otherwise', async ({
  page,
  shop,
}) => {
  const { email } = await readyToOrder(page, shop, 'pm_card_threeDSecure2Required')
  await orderButton(page).click()
  await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible({ timeout: 60_000 })
  await page.goto('/fr/checkout')
  await page.waitForURL(/\/checkout\/return\/ord_/, { timeout: 60_000 })
  const clock = page.getByRole('timer', { name: 'Temps restant pour payer' })
  await expect(page.getByText(/réservés jusqu’à/)).toBeVisible()
  await expect(clock).toHaveText(/^\d{1,2}:\d\d$/)
  const path = new URL(page.url()).pathname.replace('/checkout/return/', '/orders/')
  for (const other of [path, `${path}/thanks`]) {
    await page.goto(other)
    await expect(page.getByText(/réservés jusqu’à/)).toBeVisible()
    await expect(clock).toHaveText(/^\d{1,2}:\d\d$/)
    const before = await clock.textContent()
    await expect(clock).not.toHaveText(before ?? '')
  }
  await page.goBack()
  await page.goBack()
  await page.getByText('J’ai fermé la page de la banque').click()
  await chooseCard(page, 'pm_card_visa')
  await page.getByRole('button', { name: 'Payer', exact: true }).click()
  await expectThanks(page)
  await expectOneOrder(shop, email)
})

test('a pickup point near the address is chosen, and the order goes there', async ({
  page,
  shop,
}) => {
  const { email } = await readyToOrder(page, shop)
  await page.getByLabel('Téléphone').fill('+33612345678')
  await page.getByRole('radio', { name: /^Point relais/ }).check()
  const point = page.getByRole('group', { name: 'Point de retrait' }).getByRole('radio').first()
  await orderButton(page).click()
  await expect(page.getByRole('alert').getByText('Choisissez un point de retrait')).toBeVisible()
  await point.check()
  await expect(orderButton(page)).toContainText('€')
  await orderButton(page).click()
  await expectThanks(page)
  const [order] = await ordersOf(shop, email)
  const { body } = await shop.api<{ shippingLine: { pickupPoint?: object } }>(
    `GET /api/orders/${order?.orderId}`,
    { token: await shop.staff() },
  )
  expect(body.shippingLine.pickupPoint).toBeDefined()
})

test('an order that staff placed is paid by its link, after a card that was refused', async ({
  page,
  shop,
}) => {
  await page.goto(`/fr/pay#link=${encodeURIComponent(await newPaymentLink(shop))}`)
  await expect(page.getByText(/À payer avant le/)).toBeVisible()
  expect(page.url()).not.toContain('link=')
  await page.getByRole('checkbox').check()
  await chooseCard(page, 'pm_card_chargeDeclined')
  const pay = page.getByRole('button', { name: 'Payer', exact: true })
  await pay.click()
  await expect(page.getByText('Le paiement n’a pas abouti')).toBeVisible({ timeout: 60_000 })
  await chooseCard(page, 'pm_card_visa')
  await pay.click()
  await expect(page.getByText('C’est payé. Merci.')).toBeVisible({ timeout: 60_000 })
})

/** The secret of the link by which an order of staff for a guest is paid. */
async function newPaymentLink({ api, staff }: Shop): Promise<string> {
  const token = await staff()
  const sku = await sell(api, token, { price: 2_000, stock: 5 })
  const content = {
    ...{ customer: { email: newEmail() }, lines: [{ sku, quantity: 1 }], shippingAddress: home },
  }
  type Draft = { draftId: string; shippingOptions?: { optionId: string }[] }
  const begun = await api<Draft>('POST /api/order-drafts', { token, key: newKey(), body: content })
  expectStatus('draft', begun, 201)
  const { draftId, shippingOptions = [] } = begun.body
  const body = { ...content, shippingOptionId: shippingOptions[0]?.optionId }
  expectStatus('draft', await api(`PUT /api/order-drafts/${draftId}`, { token, body }))
  const placed = await api<{ paymentLink?: { link: string } }>(
    `POST /api/order-drafts/${draftId}/place`,
    { ...{ token, body: { payment: 'link' }, headers: { prefer: 'wait=15' } } },
  )
  return placed.body.paymentLink?.link ?? ''
}

test('of two browsers that want the last one, one has it, and the other is told', async ({
  page,
  shop,
  newVisitor,
  browserFaults,
}) => {
  browserFaults.allow(/409/)
  const product = await putOnSale(shop, { stock: 1 })
  const other = await (await newVisitor()).newPage()
  const emails = [newEmail(), newEmail()]
  for (const [at, tab] of [page, other].entries()) {
    await addToCart(tab, product)
    await fillCheckout(tab, { email: emails[at] ?? newEmail() })
  }
  await Promise.all([page, other].map((tab) => orderButton(tab).click()))
  const thanks = (tab: Page) => tab.getByRole('heading', { name: 'Merci pour votre commande' })
  const ended = (tab: Page) =>
    tab.getByText('Il n’en reste pas assez').or(tab.getByText('La commande n’a pas pu aboutir'))
  for (const tab of [page, other])
    await expect(thanks(tab).or(ended(tab))).toBeVisible({ timeout: 60_000 })
  const won = await Promise.all([page, other].map((tab) => thanks(tab).isVisible()))
  expect(won.toSorted()).toEqual([false, true])
  const orders = await Promise.all(emails.map((email) => ordersOf(shop, email)))
  const good = orders.flat().filter(({ status }) => !['rejected', 'cancelled'].includes(status))
  expect(good).toHaveLength(1)
})

test('a price that changed meanwhile is shown beside the one before, and ordered only when asked again', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/409/)
  const { email, product } = await readyToOrder(page, shop)
  await changePrice(shop, product.sku, 2_990)
  await orderButton(page).click()
  const changed = page.getByRole('alert').filter({ hasText: 'Le total a changé' })
  await expect(changed).toBeVisible({ timeout: 60_000 })
  expect(await ordersOf(shop, email)).toHaveLength(0)
  await expect(orderButton(page)).toContainText('€')
  await orderButton(page).click()
  await expectThanks(page)
  await expectOneOrder(shop, email)
})

async function changePrice({ api, staff }: Shop, sku: string, amount: number): Promise<void> {
  const token = await staff()
  type Found = { items: { productId: string }[] }
  const { body: found } = await api<Found>(`GET /api/search?q=${sku}`)
  const path = `/api/products/${found.items[0]?.productId}`
  const { body } = await api<{ images: object; variants: object[] }>(`GET ${path}`, { token })
  const { images: _, ...product } = body
  const price = { amount, currency: 'EUR' }
  const variants = product.variants.map((variant) => ({ ...variant, price }))
  expectStatus('price', await api(`PUT ${path}`, { token, body: { ...product, variants } }))
}

test('a session that ends while one types costs nothing: one signs in again, and orders', async ({
  page,
  context,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/401/)
  const email = newEmail()
  await page.goto('/fr/register')
  await page.getByLabel('Prénom').fill('Camille')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Mot de passe').fill(password)
  await page.getByRole('button', { name: 'Créer un compte' }).click()
  await expect(page).toHaveURL(/\/fr$/)
  await addToCart(page, await putOnSale(shop))
  await page.goto('/fr/checkout')
  await fillAddress(page)
  await page.getByLabel(/J’accepte les conditions générales/).check()
  await expect(orderButton(page)).toContainText('€')
  await context.clearCookies({ name: 'comptoir_session' })
  await orderButton(page).click()
  await expect(page.getByText(/Votre session est terminée/).first()).toBeVisible()
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Mot de passe').fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await expect(page.getByText('Vous êtes Camille.')).toBeVisible()
  await expect(page.getByLabel('Ville')).toHaveValue(home.city)
  await expect(orderButton(page)).toContainText('€')
  await orderButton(page).click()
  await expectThanks(page)
  await expectOneOrder(shop, email)
})
