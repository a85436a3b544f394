import { expect } from '@playwright/test'
import { applicant } from '../../../src/vendor.ts'
import { openChat } from '../../../support/conversations.ts'
import { expectNoViolations, violations } from '../../kit/axe.ts'
import { newOrder, openAs, test } from '../../kit/office.ts'
import { readyShipment, requestedReturn } from '../../kit/office-work/after-sale.ts'

const tabs = [
  ...(['summary', 'saga', 'payments', 'parcels', 'documents'] as const),
  ...(['messages', 'returns', 'edit', 'history'] as const),
]
const plainPages = [
  ...(['/dashboard', '/dashboard/orders', '/orders/drafts', '/orders/drafts/new'] as const),
  ...(['/imports', '/categories', '/categories/new', '/categories/synonyms'] as const),
  ...(['/prices/lists', '/prices/lists/_new', '/prices/rates', '/prices/settings'] as const),
  ...(['/prices/vat-ids?id=FR40303265045', '/prices/reports'] as const),
]

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the back office, ${colorScheme}`, async ({ newVisitor, shop }) => {
    const { orderId, number } = await newOrder(shop)
    const page = await (await newVisitor({ colorScheme })).newPage()
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1, name: 'Se connecter' })).toBeVisible()
    expect(await violations(page), 'the door').toEqual([])
    await openAs(page, shop.platform.staff, '/orders?status=processing')
    await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
    expect(await violations(page), 'the list').toEqual([])
    await page.getByRole('button', { name: 'Filtres' }).click()
    await expect(page.getByLabel('Transporteur')).toBeVisible()
    expect(await violations(page), 'the filters').toEqual([])
    for (const tab of tabs) {
      await page.goto(`/orders/${orderId}/${tab}`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Commande ${number}`)
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      expect(await violations(page), tab).toEqual([])
    }
    await page.goto(`/orders/${orderId}/payments`)
    await page.getByRole('button', { name: 'Rembourser' }).click()
    await expect(page.getByRole('dialog', { name: 'Rembourser' })).toBeVisible()
    expect(await violations(page), 'a dialog').toEqual([])
  })

  test(`axe finds nothing at the dashboard, in drafts and in what is found, ${colorScheme}`, async ({
    newVisitor,
    shop,
  }) => {
    const { number } = await newOrder(shop)
    const page = await (await newVisitor({ colorScheme })).newPage()
    await openAs(page, shop.platform.staff, '/dashboard')
    await expectNoViolations(page, plainPages)
    await page.getByRole('combobox', { name: 'Chercher partout' }).fill(number)
    await expect(page.getByRole('option', { name: number })).toBeVisible()
    expect(await violations(page), 'what was found').toEqual([])
  })

  test(`axe finds nothing in the pages of administrators, ${colorScheme}`, async ({
    newVisitor,
    shop,
  }) => {
    const page = await (await newVisitor({ colorScheme })).newPage()
    await openAs(page, shop.platform.admin, '/settings/delivery')
    await expectNoViolations(page, [
      ...['/settings/delivery', '/staff/people?role=admin', '/staff/invitations'],
      ...['/staff/roles', '/audit/chains', '/audit', '/settings/maintenance'],
    ])
    await page.getByLabel('Revenir après').fill('600')
    await expect(page.getByRole('button', { name: 'Enregistrer' })).toBeVisible()
    expect(await violations(page), 'what is to be saved').toEqual([])
    await page.getByRole('button', { name: 'Abandonner' }).click()
    await expect(page.getByText('Modifications abandonnées.')).toBeVisible()
    expect(await violations(page), 'a confirmation').toEqual([])
    await page.goto('/audit')
    await page.getByRole('row').nth(1).getByRole('button').click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await violations(page), 'an entry beside the log').toEqual([])
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the pages of customers, ${colorScheme}`, async ({
    newVisitor,
    shop,
  }) => {
    const page = await (await newVisitor({ colorScheme })).newPage()
    await openAs(page, shop.platform.staff, '/customers?status=active')
    await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
    expect(await violations(page), 'customers').toEqual([])
    await page.getByRole('table').getByRole('row').nth(1).getByRole('link').click()
    await expect(page.getByLabel('Nouvelle note')).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    expect(await violations(page), 'a customer').toEqual([])
    await page.goto('/account')
    await expect(page.getByLabel('Prénom')).toBeVisible()
    expect(await violations(page), 'the own account').toEqual([])
  })

  test(`axe finds nothing in the pages of vendors, ${colorScheme}`, async ({
    newVisitor,
    shop,
  }) => {
    const { vendorId } = await applicant(shop.api)
    const page = await (await newVisitor({ colorScheme })).newPage()
    await openAs(page, shop.platform.staff, '/vendors')
    await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
    expect(await violations(page), 'vendors').toEqual([])
    for (const tab of ['profile', 'ledger', 'payouts', 'orders']) {
      await page.goto(`/vendors/${vendorId}/${tab}`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Atelier Durand')
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      expect(await violations(page), tab).toEqual([])
    }
  })

  test(`axe finds nothing in stock, shipments and returns, ${colorScheme}`, async ({
    newVisitor,
    shop,
  }) => {
    test.setTimeout(120_000)
    const { sku, shipmentId } = await readyShipment(shop, 2)
    const { returnId } = await requestedReturn(shop, 1)
    const page = await (await newVisitor({ colorScheme })).newPage()
    await openAs(page, shop.platform.staff, '/stock')
    await expectNoViolations(page, [
      ...['/stock', `/stock/items/${sku}`, '/stock/receive', '/stock/import', '/stock/alerts'],
      ...['/shipments?stage=ready', `/shipments/${shipmentId}`, '/shipments/hand-over'],
      ...['/shipments/tariffs', '/shipments/tariffs/colis-standard/mainland'],
      ...['/shipments/tariffs/import', '/returns', `/returns/${returnId}`],
      '/returns/withdrawals',
    ])
    await page.goto(`/shipments/${shipmentId}`)
    await page.getByRole('button', { name: 'Répartir autrement' }).click()
    expect(await violations(page), 'a division').toEqual([])
  })
}

const operationPages = {
  conversations: ['/inbox', '/inbox/replies'],
  platform: [
    ...['/platform/health', '/platform/topics', '/platform/dead-letters', '/platform/sagas'],
    '/platform/reconciliations',
  ],
  notifications: [
    ...['/notifications/outbox', '/notifications/templates', '/notifications/suppressions'],
    '/notifications/templates/order_confirmed',
  ],
} as const

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, paths] of Object.entries(operationPages)) {
    test(`axe finds nothing in the pages of ${name}, ${colorScheme}`, async ({
      newVisitor,
      shop,
    }) => {
      const { conversationId } = await openChat(shop.api, { body: 'Où est mon colis ?' })
      const page = await (await newVisitor({ colorScheme })).newPage()
      await openAs(page, shop.platform.staff, '/account')
      const own = name === 'conversations' ? [`/inbox/${conversationId}`] : []
      await expectNoViolations(page, [...paths, ...own])
    })
  }
}
