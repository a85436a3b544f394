import { lookupVariants, type PriceCustomer } from '@comptoir/contracts/catalog/internal-routes'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { Variants } from '../cart.ts'

export type VariantCache = ReturnType<typeof createVariantCache>
type Lookup = (skus: readonly string[]) => Promise<Variants>
type Batch = { readonly skus: Set<string>; readonly answer: Promise<Variants> }

/** Whose prices are asked for, in the currency of the cart. */
type OwnPriceRequest = {
  readonly customer: PriceCustomer | undefined
  readonly currency: string
}

/** How long a price may be out of date in a cart; quotes and orders do not use the cache. */
const cachedForMs = 1_000
const mostCached = 5_000
/** The most SKUs of one lookup. */
const largestLookup = 200

/**
 * Looks variants up, all requests of one turn of the event loop in one call, and caches what can be bought for a second.
 * A variant that is not on sale is not cached: it may come on sale.
 */
export function createVariantCache(catalog: Client, now: () => number = Date.now) {
  const lookUp = batched(async (skus) => {
    const { variants } = await catalog(lookupVariants, { body: { skus: [...skus] }, retry: true })
    return new Map(variants.map((variant) => [variant.sku, variant]))
  })
  const cache = new Map<string, { readonly variant: VariantSnapshot; readonly at: number }>()

  function store(found: Variants, at: number): void {
    if (cache.size + found.size > mostCached) cache.clear()
    for (const [sku, variant] of found) {
      if (variant?.active) cache.set(sku, { variant, at })
      else cache.delete(sku)
    }
  }

  /** Variants of these SKUs as the catalogue had them at most a second ago. */
  function cached(skus: readonly string[]): Variants {
    const oldest = now() - cachedForMs
    const found = new Map<string, VariantSnapshot>()
    for (const sku of skus) {
      const known = cache.get(sku)
      if (known && known.at > oldest) found.set(sku, known.variant)
    }
    return found
  }

  /** Variants of these SKUs as the catalogue has them; an unknown SKU has none. */
  async function findNow(skus: readonly string[]): Promise<Variants> {
    if (skus.length === 0) return new Map()
    const askedAt = now()
    const found = await lookUp(skus)
    const wanted = new Map(skus.map((sku) => [sku, found.get(sku)]))
    store(wanted, askedAt)
    return wanted
  }

  /** The cached ones, and from the catalogue those that are not cached. */
  async function find(skus: readonly string[]): Promise<Variants> {
    const known = cached(skus)
    const missing = skus.filter((sku) => !known.has(sku))
    return missing.length === 0 ? known : new Map([...known, ...(await findNow(missing))])
  }

  return { find, findNow, cached, findOwn: ownLookup(catalog) }
}

/**
 * Looks up what somebody pays for so many pieces. It neither reads nor fills the cache, which is everyone's: nobody is
 * shown the price of somebody else.
 */
function ownLookup(catalog: Client) {
  return async (
    lines: readonly { sku: string; quantity: number }[],
    { customer, currency }: OwnPriceRequest,
  ): Promise<Variants> => {
    if (lines.length === 0) return new Map()
    const skus = lines.map(({ sku }) => sku)
    const quantities = Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity]))
    const body = { skus, quantities, customer, currency }
    const { variants } = await catalog(lookupVariants, { body, retry: true })
    return new Map(variants.map((variant) => [variant.sku, variant]))
  }
}

function batched(lookUp: Lookup): Lookup {
  let open: Batch | undefined

  function openBatch(): Batch {
    const skus = new Set<string>()
    const answer = new Promise<void>((turn) => setImmediate(turn)).then(() => {
      if (open?.skus === skus) open = undefined
      return lookUp([...skus])
    })
    return { skus, answer }
  }

  return (skus) => {
    if (!open || open.skus.size + skus.length > largestLookup) open = openBatch()
    for (const sku of skus) open.skus.add(sku)
    return open.answer
  }
}
