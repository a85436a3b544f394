import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { Promotions } from '@comptoir/dapr/sidecar/promotions'
import type { TaxRules } from '@comptoir/money/tax-decision'
import type { StoredCart } from '../../services/carts/src/cart.ts'
import type { PricingDeps } from '../../services/carts/src/pricing/pricing.ts'
import { quoteCartTo } from '../../services/carts/src/pricing/quote.ts'

type Wanted = { readonly sku: string; readonly quantity: number }

/** A cart as carts store it: of a guest, unless told otherwise. */
export function storedCart(
  lines: readonly Wanted[],
  { currency, isGuest = true }: { readonly currency: string; readonly isGuest?: boolean },
): StoredCart {
  const at = '2026-11-21T10:00:00.000Z'
  const guest = { kind: 'guest', tokenHash: '' } as const
  const facts = { productId: '', title: { en: '' }, price: { amount: 1, currency } }
  return {
    ...{ status: 'active', currency, createdAt: at, updatedAt: at, endedOrders: [] },
    owner: isGuest ? guest : { kind: 'user', userId: 'usr_1' },
    lines: lines.map((line) => ({ ...line, ...facts })),
  }
}

/** What carts are told by the services around them. */
type AskedShop = {
  readonly currency: string
  readonly now: Date
  readonly wanted: readonly Wanted[]
  readonly variants: readonly VariantSnapshot[]
  readonly option: object
  readonly rules: TaxRules
  readonly promotions: Promotions
  readonly shippingAddress: { readonly countryCode: string; readonly postalCode: string }
  readonly buyerVat?: { readonly vatId: string } | undefined
}

/** What carts quote for a guest. */
export async function quoteOfGuest(shop: AskedShop) {
  const { currency, now, wanted, variants, option, rules, promotions, buyerVat } = shop
  const bySku = new Map(variants.map((variant) => [variant.sku, variant]))
  const deps = {
    variants: { findNow: async () => bySku, findOwn: async () => new Map() },
    taxRates: { read: async () => rules, checkBuyerVat: async () => buyerVat },
    shipping: async () => ({ options: [option] }),
    ...{ promotions, customers: async () => undefined, clock: () => now },
  } as unknown as PricingDeps
  return await quoteCartTo(deps, storedCart(wanted, { currency }), {
    shippingAddress: shop.shippingAddress,
    ...{ paymentProvider: 'stripe', vatId: buyerVat?.vatId },
  })
}
