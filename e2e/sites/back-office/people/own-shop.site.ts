import { expect } from '@playwright/test'
import { eventually, newKey } from '../../../src/api.ts'
import { buy, expectStatus, password } from '../../../src/shopper.ts'
import { approvedVendor, productOf, sellAs } from '../../../src/vendor.ts'
import { openAs, test } from '../../kit/office.ts'
import type { Shop } from '../../kit/test.ts'

/** What there is for others. */
const closed = [
  ...['/orders', '/customers', '/vendors', '/stock', '/categories', '/promotions', '/payments'],
  ...['/invoices', '/shipments', '/returns', '/inbox', '/settings', '/staff', '/audit'],
  ...['/platform', '/notifications', '/imports', '/prices', '/dashboard'],
]

test('a vendor sees its own orders, ledger and details, and of the rest nothing', async ({
  page,
  shop,
  browserFaults,
}) => {
  // what is closed may have been asked for before it was known to be
  browserFaults.allow(/status of 40[34]/)
  const { api } = shop
  const staff = await shop.staff()
  const vendor = await approvedVendor(api, staff)
  const { vendorId, email } = vendor
  const { sku } = await sellAs(api, staff, vendor)
  const { order } = await buy(api, sku)
  const own = `GET /api/vendor-orders/${vendorId}`
  await eventually(
    'the order to be the vendor’s',
    () => api<{ items: object[] }>(own, { token: vendor.token }),
    ({ body }) => body.items.length === 1,
  )

  await openAs(page, { email, password }, '/')
  await page.waitForURL('**/my-shop/orders')
  const rail = page.getByRole('navigation', { name: 'Navigation' })
  await expect(rail.getByRole('link', { name: 'Vos commandes' })).toBeVisible()
  await expect(rail.getByRole('link', { name: 'Commandes', exact: true })).toHaveCount(0)
  await expect(rail.getByRole('link', { name: 'Clients' })).toHaveCount(0)
  await page.getByRole('table').getByRole('link', { name: order.number }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${order.number}`)
  await expect(page.getByRole('table', { name: 'Vos articles' })).toContainText(sku)

  await rail.getByRole('link', { name: 'Vos versements' }).click()
  await expect(page.getByText(/^Solde/)).toContainText('€')
  await expect(page.getByRole('button', { name: 'Ajuster' })).toHaveCount(0)

  await rail.getByRole('link', { name: 'Coordonnées' }).click()
  await expect(page.getByLabel('Raison sociale')).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Téléphone', exact: true }).fill('+33 4 72 22 22 22')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  const details = `GET /api/vendors/${vendorId}/details`
  await expect
    .poll(async () => (await api<{ phone: string }>(details, { token: staff })).body.phone)
    .toBe('+33 4 72 22 22 22')
  await expect(page.getByRole('button', { name: 'Enregistrer', exact: true })).toHaveCount(0)

  for (const path of closed) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveText(
      /n’est pas ouverte à votre rôle|n’existe pas/,
    )
  }
})

/** Another vendor with a product that is not on sale, an order, and a payout that is drafted. */
async function otherVendor({ api, staff }: Shop) {
  const token = await staff()
  const other = await approvedVendor(api, token)
  const { sku } = await sellAs(api, token, other)
  const { order } = await buy(api, sku)
  const own = `GET /api/vendor-orders/${other.vendorId}`
  await eventually(
    'the order to be the vendor’s',
    () => api<{ items: object[] }>(own, { token: other.token }),
    ({ body: { items } }) => items.length === 1,
  )
  const ledger = `POST /api/vendors/${other.vendorId}/ledger`
  const adjustment = { amount: 1_000, reason: 'a test' }
  expectStatus('entry', await api(ledger, { token, key: newKey(), body: adjustment }), 201)
  const payouts = `POST /api/vendors/${other.vendorId}/payouts`
  const drafted = await api<{ payoutId: string }>(payouts, { token, key: newKey(), body: {} })
  expectStatus('payout', drafted, 201)
  const draft = { ...(await productOf(api, token, `${sku}-DRAFT`)), status: 'draft' }
  const made = await api<{ productId: string }>('POST /api/products', {
    ...{ token: other.token, body: draft },
  })
  expectStatus('draft', made, 201)
  const { productId } = made.body
  const path = `/api/products/${productId}`
  return { ...other, path, productId, draft, order, payoutId: drafted.body.payoutId }
}

test('a vendor is shown no object of another by its address', async ({
  page,
  shop,
  browserFaults,
}) => {
  browserFaults.allow(/status of 40[34]/)
  const { email } = await approvedVendor(shop.api, await shop.staff())
  const { productId, order, vendorId } = await otherVendor(shop)
  await openAs(page, { email, password }, '/products')
  await expect(page.getByText('Rien ne correspond à ces filtres.')).toBeVisible()
  for (const path of [
    `/products/${productId}/texts`,
    `/products?vendor=${vendorId}&status=draft`,
    `/my-shop/orders/${order.orderId}`,
    ...['/products/changes', '/orders/drafts', '/products/changes/new'],
  ]) {
    await page.goto(path)
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    await expect(page.getByRole('main'), path).toContainText(
      /Introuvable|n’existe pas|n’est pas ouvert|Rien|Votre rôle ne permet pas/,
    )
    await expect(page.getByRole('main'), path).not.toContainText(order.number)
    await expect(page.getByRole('main'), path).not.toContainText(productId)
  }
})

test('a vendor is refused by the API what its pages do not show', async ({ shop }) => {
  const { api, staff } = shop
  const token = await staff()
  const { token: mine, vendorId } = await approvedVendor(api, token)
  const other = await otherVendor(shop)
  const { order, payoutId, path } = other
  const theirs = `/api/vendors/${other.vendorId}`
  const asked: Record<string, number> = {
    // what another vendor has is not there
    [`GET ${theirs}/details`]: 404,
    [`GET ${theirs}/ledger`]: 404,
    [`GET ${theirs}/payouts`]: 404,
    [`GET ${theirs}/payouts/${payoutId}`]: 404,
    [`GET /api/vendor-orders/${other.vendorId}`]: 404,
    [`GET /api/vendor-orders/${other.vendorId}/${order.orderId}`]: 404,
    [`GET /api/vendor-orders/${vendorId}/${order.orderId}`]: 404,
    [`GET ${path}`]: 404,
    [`DELETE ${path}`]: 404,
    // nor what the customer has
    [`GET /api/orders/${order.orderId}`]: 404,
    [`GET /api/orders/${order.orderId}/tracking`]: 404,
    [`GET /api/payment-intents/${order.payment.paymentIntentId}`]: 404,
    [`GET /api/invoices/${order.invoice.invoiceId}`]: 404,
    // and what is the shop’s is for its staff
    'GET /api/users': 403,
    'GET /api/stock': 403,
    'GET /api/stock-alerts': 403,
    'GET /api/audit': 403,
    'GET /api/support/conversations': 403,
    'GET /api/product-changes': 403,
    'GET /api/product-imports': 403,
    'GET /api/saved-views?list=orders': 403,
    'GET /api/promotions': 403,
    'GET /api/price-lists': 403,
    'GET /api/order-drafts': 403,
    'GET /api/dashboard': 403,
    'GET /api/sagas': 403,
    'GET /api/operations/dead-letters': 403,
  }
  for (const [operation, status] of Object.entries(asked)) {
    expect((await api(operation, { token: mine })).status, operation).toBe(status)
  }
  const written: Record<string, readonly [status: number, body: object]> = {
    [`PUT ${path}`]: [404, other.draft],
    [`PUT ${path}/images`]: [404, { images: [] }],
    'POST /api/product-changes': [403, {}],
    'POST /api/product-imports': [403, {}],
    'POST /api/saved-views?list=orders': [403, { name: 'mine', query: {} }],
    [`PUT /api/stock/${other.draft.variants[0]?.sku}`]: [403, { onHand: 1 }],
  }
  for (const [operation, [status, body]] of Object.entries(written)) {
    const answer = await api(operation, { token: mine, key: newKey(), body })
    expect(answer.status, operation).toBe(status)
  }
  for (const step of ['suspend', 'close', 'payouts', 'ledger']) {
    const body = { reason: 'mine', amount: 100_000 }
    const own = `POST /api/vendors/${vendorId}/${step}`
    expect((await api(own, { token: mine, key: `${vendorId}-${step}`, body })).status, step).toBe(
      403,
    )
  }
})

test('a vendor that names another one in what it writes writes its own all the same', async ({
  shop: { api, staff },
}) => {
  const token = await staff()
  const mine = await approvedVendor(api, token)
  const other = await approvedVendor(api, token)
  const { product, body } = await sellAs(api, token, mine)
  const path = `/api/products/${product.productId}`
  const claimed = { ...body, vendorId: other.vendorId }
  expectStatus('product', await api(`PUT ${path}`, { token: mine.token, body: claimed }), 200)
  const read = await api<{ vendorId?: string }>(`GET ${path}`, { token })
  expect(read.body.vendorId).toBe(mine.vendorId)
})
