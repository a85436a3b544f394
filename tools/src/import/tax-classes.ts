import type { TaxRate } from '@comptoir/contracts/billing/schemas'
import { UserError } from '../runner/screen/user-error.ts'
import type { ShopApi } from '../shop/shop-api.ts'

/** Refuses tax classes that the shop has no VAT rate of: what has one could not be bought. */
export async function checkTaxClasses(shop: ShopApi, wanted: ReadonlySet<string>): Promise<void> {
  const { body } = await shop<{ rates: TaxRate[] }>('GET /api/tax-rates')
  const known = [...new Set(body.rates.map(({ taxClass }) => taxClass))]
  const unknown = [...wanted].filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new UserError(
    `The shop has no tax class ${unknown.map((name) => `"${name}"`).join(', ')}; it has ${known.join(', ')}. Nothing was written.`,
  )
}
