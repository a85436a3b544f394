import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { CommissionBps, NewVendor, type Vendor } from '@comptoir/contracts/admin/vendors/schemas'
import { parse } from 'yaml'
import { z } from 'zod'
import { readAll } from '../shop/running-shop.ts'
import { type ShopApi, ShopProblem } from '../shop/shop-api.ts'
import type { Credentials } from '../shop/staff-session.ts'
import { openDemoAccount } from './demo-account.ts'
import { DemoProduct, type DemoShop } from './demo-shop.ts'
import { inputOf, putProduct } from './put-product.ts'

const DemoVendor = z.strictObject({
  owner: z.strictObject({ firstName: z.string(), lastName: z.string() }),
  commissionBps: CommissionBps,
  application: NewVendor,
  products: z.array(DemoProduct).min(1),
})
type DemoVendor = z.infer<typeof DemoVendor>

/** Who sells in the demo shop beside the shop itself. */
export function readDemoVendor(): DemoVendor {
  const file = new URL('../../demo-catalogue/vendor.yaml', import.meta.url)
  return DemoVendor.parse(parse(readFileSync(file, 'utf8')))
}

type Opening = { readonly shop: ShopApi; readonly staff: ShopApi; readonly person: Credentials }

/**
 * The demo vendor as staff left it, or applied for by that person and approved now. Answers its id while it has a contract;
 * none where it has not, or where somebody else has the person's email.
 */
export async function openDemoVendor(opening: Opening): Promise<string | undefined> {
  const { staff } = opening
  const demo = readDemoVendor()
  const { application, commissionBps } = demo
  const listed = await readAll<Vendor>(staff, '/api/vendors')
  const found =
    listed.find(({ siret }) => siret === application.siret) ?? (await apply(opening, demo))
  if (!found) return undefined
  const { vendorId, status } = found
  const path = `POST /api/vendors/${vendorId}`
  if (status === 'applied') await staff(`${path}/review`, { body: {} })
  if (status === 'applied' || status === 'under_review')
    await staff(`${path}/approve`, { body: { commissionBps } })
  return status === 'rejected' || status === 'closed' ? undefined : vendorId
}

async function apply(
  { shop, person }: Opening,
  { application, owner }: DemoVendor,
): Promise<Vendor | undefined> {
  const token = await openDemoAccount(shop, person, owner)
  if (token === undefined) return undefined
  return (await shop<Vendor>('POST /api/vendors', { token, body: application })).body
}

type Selling = { readonly ids: ReadonlyMap<string, string>; readonly vendorId: string }

/** Puts the products of the demo vendor on sale. */
export async function putVendorProducts(shop: ShopApi, { ids, vendorId }: Selling): Promise<void> {
  const { application, products } = readDemoVendor()
  const { name, email, address } = application
  const { line1, postalCode, city } = address
  const postalAddress = `${line1}, ${postalCode} ${city}, France`
  const makers: DemoShop['makers'] = { [name]: { postalAddress, electronicAddress: email } }
  for (const product of products) {
    const input = inputOf(product, { ids, makers, vendorId })
    await untilVendorIsKnown(() => putProduct(shop, input, product.key))
  }
}

const knownWithinMs = 30_000

/** Catalog hears of a vendor by an event: until then it refuses products of it. */
async function untilVendorIsKnown(put: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + knownWithinMs
  for (;;) {
    const refusal = await put().catch((error: unknown) => error)
    if (refusal === undefined) return
    const isEarly = refusal instanceof ShopProblem && refusal.code === 'invalid_request'
    if (!isEarly || performance.now() > deadline) throw refusal
    await sleep(200)
  }
}
