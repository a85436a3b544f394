import { expect, type Page } from '@playwright/test'
import {
  addToCart,
  chooseCard,
  expectOneOrder,
  expectThanks,
  fillCheckout,
  orderButton,
  putOnSale,
  readyToOrder,
} from '../../kit/buying.ts'
import { download } from '../../kit/downloads.ts'
import { loseAnswers } from '../../kit/network-faults.ts'
import { test } from '../../kit/test.ts'

const short = { tag: '@short' }

test(
  'a guest orders, follows the order live and has the invoice',
  short,
  async ({ page, shop }) => {
    const { email } = await readyToOrder(page, shop)
    await orderButton(page).click()
    await expectThanks(page)
    const invoice = await download(page.getByRole('link', { name: 'Télécharger la facture' }))
    expect(invoice.name).toMatch(/\.pdf$/)
    await expectOneOrder(shop, email)
  },
)

test('a double click, and Enter besides, is one order', async ({ page, shop }) => {
  const { email } = await readyToOrder(page, shop)
  await orderButton(page).dblclick({ force: true })
  await page
    .getByLabel('Ville')
    .press('Enter')
    .catch(() => undefined)
  await expectThanks(page)
  await expectOneOrder(shop, email)
})

test('a reload while the order is under way goes on with it, and Back shows it', async ({
  page,
  shop,
}) => {
  const { email } = await readyToOrder(page, shop)
  const sent = page.waitForRequest('**/bff/checkout')
  await orderButton(page).click()
  await sent
  await page.reload()
  await expectThanks(page)
  await page.goBack()
  await page.goto('/fr/checkout')
  await expectThanks(page)
  await expectOneOrder(shop, email)
})

test('two tabs with the same cart make one order', async ({
  page,
  context,
  shop,
  browserFaults,
}) => {
  // the second one is told that the cart has been ordered
  browserFaults.allow(/409/)
  const { email } = await readyToOrder(page, shop)
  const other = await context.newPage()
  await fillCheckout(other, { email })
  await Promise.all([orderButton(page).click(), orderButton(other).click()])
  const ended = (tab: Page) =>
    expect(
      tab
        .getByRole('heading', { name: 'Merci pour votre commande' })
        .or(tab.getByText('Ce panier')),
    ).toBeVisible({ timeout: 60_000 })
  await Promise.all([ended(page), ended(other)])
  await expectOneOrder(shop, email)
})

test.describe('without a service worker, whose requests no test can cut', () => {
  test.use({ serviceWorkers: 'block' })

  test('a network that is cut as the order is sent costs nothing: it goes on, once', async ({
    page,
    shop,
    browserFaults,
  }) => {
    browserFaults.allow(/ERR_FAILED|ERR_INTERNET_DISCONNECTED|Failed to load resource/)
    browserFaults.allow(/Service Worker registration blocked/)
    const { email } = await readyToOrder(page, shop)
    const letThrough = await loseAnswers(page, '**/bff/checkout')
    await orderButton(page).click()
    await expect(page.getByText('La connexion est coupée')).toBeVisible()
    await letThrough()
    await expectThanks(page)
    await expectOneOrder(shop, email)
  })
})

test(
  'a card that is refused keeps the order, and another one pays it',
  short,
  async ({ page, shop }) => {
    const { email } = await readyToOrder(page, shop, 'pm_card_chargeDeclinedInsufficientFunds')
    await orderButton(page).click()
    await expect(page.getByText('La provision est insuffisante')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByText(/réservés jusqu’à/)).toBeVisible()
    await chooseCard(page, 'pm_card_visa')
    await page.getByRole('button', { name: 'Payer', exact: true }).click()
    await expectThanks(page)
    await expectOneOrder(shop, email)
  },
)

test('a bank that wants a confirmation gets it, and the order goes on', async ({ page, shop }) => {
  const { email } = await readyToOrder(page, shop, 'pm_card_threeDSecure2Required')
  await orderButton(page).click()
  await page.getByRole('button', { name: 'Approve' }).click({ timeout: 60_000 })
  await expectThanks(page)
  await expectOneOrder(shop, email)
})

test('a confirmation that is refused at the bank leaves the order to be paid otherwise', async ({
  page,
  shop,
}) => {
  const { email } = await readyToOrder(page, shop, 'pm_card_threeDSecure2Required')
  await orderButton(page).click()
  await page.getByRole('button', { name: 'Refuse' }).click({ timeout: 60_000 })
  await expect(page.getByText('Le paiement n’a pas abouti')).toBeVisible({ timeout: 60_000 })
  await chooseCard(page, 'pm_card_visa')
  await page.getByRole('button', { name: 'Payer', exact: true }).click()
  await expectThanks(page)
  await expectOneOrder(shop, email)
})

test('what sold out meanwhile says how many are left, and takes them', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/409/)
  const { email, product } = await readyToOrder(page, shop)
  await page.goto('/fr/cart')
  await page.getByRole('button', { name: `Un ${product.title} de plus` }).click()
  await expect(page.getByLabel(`Quantité de ${product.title}`)).toHaveValue('2')
  await fillCheckout(page, { email })
  await shop.api(`PUT /api/stock/${product.sku}`, {
    token: await shop.staff(),
    body: { onHand: 1 },
  })
  await orderButton(page).click()
  await expect(page.getByText('Il n’en reste pas assez')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'En prendre 1' }).click()
  await expect(page.getByText(`1 × ${product.title}`)).toBeVisible()
  await expect(orderButton(page)).toContainText('€')
  await orderButton(page).click()
  await expectThanks(page)
})

test('what is missing is said beside the field and at the top, and nothing is sent', async ({
  page,
  shop,
}) => {
  await addToCart(page, await putOnSale(shop))
  await page.goto('/fr/checkout')
  await orderButton(page).click()
  const faults = page.getByRole('alert').filter({ hasText: 'Quelques champs sont à revoir' })
  await expect(faults).toBeFocused()
  await faults.getByRole('link', { name: 'Ville' }).click()
  await expect(page.getByLabel('Ville')).toBeFocused()
})
