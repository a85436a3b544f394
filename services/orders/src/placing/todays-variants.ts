import { lookupVariants } from '@comptoir/contracts/catalog/internal-routes'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { Deps } from '../deps.ts'
import type { Order } from '../order/order.ts'
import { pricingOf } from './buyer.ts'

type Pieces = { readonly sku: string; readonly quantity: number }

/** Goods as the catalogue has them now, at the prices of whoever ordered, for so many pieces of each. */
export async function todaysVariants(
  deps: Pick<Deps, 'accounts' | 'catalog'>,
  { userId, currency }: Pick<Order, 'userId' | 'currency'>,
  pieces: readonly Pieces[],
): Promise<VariantSnapshot[]> {
  if (pieces.length === 0) return []
  const customer = await pricingOf(deps, userId)
  const skus = pieces.map(({ sku }) => sku)
  const quantities = Object.fromEntries(pieces.map(({ sku, quantity }) => [sku, quantity]))
  const body = { skus, quantities, customer, currency }
  return (await deps.catalog(lookupVariants, { body, retry: true })).variants
}
