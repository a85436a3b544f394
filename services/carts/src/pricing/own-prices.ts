import type { CartDegradation } from '@comptoir/contracts/carts/schemas'
import type { StoredCart, StoredLine, Variants } from '../cart.ts'
import type { Deps } from '../deps.ts'

/** Variants as everyone sees them, and at what the owner of a cart pays for so many. */
export type PricedVariants = {
  readonly everyone: Variants
  readonly own: Variants
  readonly degraded?: CartDegradation[]
}

/**
 * Looks up again what has another price for the owner of a cart, or for so many pieces: nothing, where no price list says
 * so. While accounts does not answer, the owner is anyone.
 */
export async function ownPrices(
  { variants, customers }: Pick<Deps, 'variants' | 'customers'>,
  { owner, lines, currency }: StoredCart,
  everyone: Variants,
): Promise<PricedVariants> {
  const lineDepends = (line: StoredLine, on: 'customer' | 'quantity') =>
    everyone.get(line.sku)?.priceDependsOn?.includes(on) ?? false
  const byCustomer = owner.kind === 'user' && lines.some((line) => lineDepends(line, 'customer'))
  const customer = byCustomer ? await customers(owner.userId) : undefined
  const asked = lines.filter(
    (line) =>
      (customer && lineDepends(line, 'customer')) ||
      (line.quantity > 1 && lineDepends(line, 'quantity')),
  )
  const own = await variants.findOwn(asked, { customer, currency })
  const isDegraded = byCustomer && !customer
  return {
    everyone,
    own: new Map([...everyone, ...own]),
    ...(isDegraded && { degraded: ['customer_prices'] }),
  }
}
