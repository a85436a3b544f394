import { expect, type Page } from '@playwright/test'
import { newKey } from '../../../src/api.ts'
import { newEmail } from '../../../src/guest.ts'
import { buy, expectStatus, password } from '../../../src/shopper.ts'
import { approvedVendor, sellAs } from '../../../src/vendor.ts'
import { overflowOf, violations } from '../../kit/axe.ts'
import { newOrder, newWord, openAs, readOrder, test } from '../../kit/office.ts'
import { requestedReturn } from '../../kit/office-work/after-sale.ts'
import { productNamed } from '../../kit/office-work/products.ts'
import type { Shop } from '../../kit/test.ts'

/** Each way to look at a page: both themes, both languages, a telephone and a desk. */
const looks = [
  { colorScheme: 'light', locale: 'fr', width: 360 },
  { colorScheme: 'dark', locale: 'fr', width: 1_280 },
  { colorScheme: 'dark', locale: 'en', width: 360 },
] as const
type Look = (typeof looks)[number]

const begun = [
  ...['/products/new/texts', '/products/new/variants', '/products/new/categories'],
  ...['/products/new/seo', '/products/new/safety', '/products/new/sale'],
  ...['/promotions/new', '/orders/drafts/new', '/prices/lists/_new', '/categories/new'],
  ...['/invoices/exports/new', '/products/changes/new', '/shipments/tariffs/import'],
  ...['/notifications/templates/order_confirmed', '/imports', '/stock/import', '/stock/receive'],
]

/** What is open on top of its list; not a message as it was sent: its frame lets no script in, that of axe neither. */
async function opened(shop: Shop): Promise<string[]> {
  const { api } = shop
  const token = await shop.staff()
  const { orderId } = await newOrder(shop)
  const { payment, invoice } = await readOrder(shop, orderId)
  const { returnId } = await requestedReturn(shop, 1)
  const { productId } = await productNamed(shop, `Bol ${newWord()}`)
  const draft = await api<{ draftId: string }>('POST /api/order-drafts', {
    ...{ token, key: newKey(), body: { customer: { email: newEmail() }, lines: [] } },
  })
  expectStatus('draft', draft, 201)
  return [
    ...[`/payments/${payment.paymentIntentId}`, `/invoices/${invoice.invoiceId}`],
    ...[`/returns/${returnId}`, `/orders/drafts/${draft.body.draftId}`],
    ...[`/products/${productId}/images`, `/products/${productId}/prices`],
  ]
}

/** Of whoever works for a vendor. */
async function ofVendor(shop: Shop) {
  const token = await shop.staff()
  const vendor = await approvedVendor(shop.api, token)
  const { sku, product } = await sellAs(shop.api, token, vendor)
  const { order } = await buy(shop.api, sku)
  const path = `GET /api/vendor-orders/${vendor.vendorId}`
  await expect
    .poll(async () => (await shop.api<{ items: [] }>(path, { token: vendor.token })).body.items, {
      timeout: 30_000,
    })
    .toHaveLength(1)
  const own = ['/my-shop/orders', '/my-shop/ledger', '/my-shop/details', '/products', '/account']
  return {
    person: { email: vendor.email, password },
    paths: [
      ...own,
      `/my-shop/orders/${order.orderId}`,
      `/products/${product.productId}/texts`,
      ...['/products/new/texts', '/products/new/sale'],
    ],
  }
}

/** Signs in at a desk in French, then looks at each page in its own way. */
async function look(page: Page, { locale, width }: Look, paths: readonly string[]) {
  await page.evaluate((one) => localStorage.setItem('comptoir-language', one), locale)
  await page.setViewportSize({ width, height: 800 })
  const found: string[] = []
  for (const path of paths) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 }).last(), path).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    found.push(...(await violations(page)).map((one) => `${path}: ${one}`))
    const wider = await overflowOf(page)
    if (wider > 0) found.push(`${path}: ${wider} px wider than the window`)
  }
  expect(found).toEqual([])
}

for (const each of looks) {
  const { colorScheme, locale, width } = each
  const how = `${colorScheme}, ${locale}, ${width} px`

  test(`axe finds nothing where something is begun, ${how}`, async ({ newVisitor, shop }) => {
    const page = await (await newVisitor({ colorScheme })).newPage()
    await openAs(page, shop.platform.staff, '/account')
    await look(page, each, begun)
  })

  test(`axe finds nothing in what is open on top of its list, ${how}`, async ({
    newVisitor,
    shop,
  }) => {
    const paths = await opened(shop)
    const page = await (await newVisitor({ colorScheme })).newPage()
    await openAs(page, shop.platform.staff, '/account')
    await look(page, each, paths)
  })

  test(`axe finds nothing in the pages of a vendor's own people, ${how}`, async ({
    newVisitor,
    shop,
  }) => {
    const { person, paths } = await ofVendor(shop)
    const page = await (await newVisitor({ colorScheme })).newPage()
    await openAs(page, person, '/')
    await look(page, each, paths)
  })
}
