import { expect } from '@playwright/test'
import { eventually } from '../../../src/api.ts'
import { buy, password } from '../../../src/shopper.ts'
import { applicant, approvedVendor, sellAs } from '../../../src/vendor.ts'
import { openAs, test } from '../../kit/office.ts'

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

test('a vendor is refused by the API what its pages do not show', async ({
  shop: { api, staff },
}) => {
  const token = await staff()
  const { token: mine, vendorId } = await approvedVendor(api, token)
  const other = await applicant(api)
  const asked = {
    [`GET /api/vendors/${other.vendorId}/details`]: 404,
    [`GET /api/vendors/${other.vendorId}/ledger`]: 404,
    [`GET /api/vendors/${other.vendorId}/payouts`]: 404,
    [`GET /api/vendor-orders/${other.vendorId}`]: 404,
    'GET /api/users': 403,
    'GET /api/stock': 403,
    'GET /api/audit': 403,
    'GET /api/support/conversations': 403,
  }
  for (const [operation, status] of Object.entries(asked)) {
    expect((await api(operation, { token: mine })).status, operation).toBe(status)
  }
  for (const step of ['suspend', 'close', 'payouts', 'ledger']) {
    const body = { reason: 'mine', amount: 100_000 }
    const path = `POST /api/vendors/${vendorId}/${step}`
    expect((await api(path, { token: mine, key: `${vendorId}-${step}`, body })).status, step).toBe(
      403,
    )
  }
})
