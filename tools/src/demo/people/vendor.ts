import type { LedgerPage } from '@comptoir/contracts/admin/vendors/ledger-schemas'
import type { Vendor } from '@comptoir/contracts/admin/vendors/schemas'
import type { ProductPage, ProductView } from '@comptoir/contracts/catalog/schemas'
import type { z } from 'zod'
import { UserError } from '../../runner/screen/user-error.ts'
import type { ShopApi } from '../../shop/shop-api.ts'
import { priceOf, print, step, waitFor } from '../telling.ts'

type Ledger = z.infer<typeof LedgerPage>

/** The demo vendor looks at what it sells. Throws a UserError when the SKU is none of its own. */
export async function showVendor(vendor: ShopApi, sku: string): Promise<string> {
  const mine = await step('sign in as the vendor', () =>
    vendor<{ items: Vendor[] }>('GET /api/vendors'),
  )
  const [found] = mine.items
  if (!found) throw new UserError('the demo shop here has no vendor: npm run reset, npm start')
  const { vendorId, name, status, commissionBps = 0 } = found
  print(`${name} is ${status}; the shop keeps ${commissionBps / 100} % of its sales`)
  const page = await step('list what it sells', () =>
    vendor<ProductPage>(`GET /api/products?vendor=${vendorId}&facets=false`),
  )
  for (const { title, price } of page.items) print(`${title.fr ?? title.en}, ${priceOf(price)}`)
  const paths = page.items.map(({ productId }) => `GET /api/products/${productId}`)
  const views = await Promise.all(paths.map((path) => vendor<ProductView>(path)))
  const skus = views.flatMap(({ body }) => body.variants.map((variant) => variant.sku))
  if (skus.includes(sku)) return vendorId
  throw new UserError(`${sku} is not the vendor's: --sku takes one of ${skus.join(', ')}`)
}

type Sale = { readonly vendorId: string; readonly orderId: string }

/** Waits until the vendor's ledger has entries of an order of these kinds; prints them. */
export async function showLedger(
  vendor: ShopApi,
  { vendorId, orderId }: Sale,
  ...kinds: readonly string[]
): Promise<void> {
  const ofOrder = ({ items }: Ledger) => items.filter((entry) => entry.orderId === orderId)
  const ledger = await waitFor(`read the vendor's ledger: ${kinds.join(', ')}`, {
    read: () => vendor<Ledger>(`GET /api/vendors/${vendorId}/ledger`),
    until: (page) => kinds.every((kind) => ofOrder(page).some((entry) => entry.kind === kind)),
  })
  for (const { kind, amount } of ofOrder(ledger).toReversed()) print(`${kind} ${priceOf(amount)}`)
  print(`balance ${priceOf(ledger.balance)}`)
}
