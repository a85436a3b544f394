import { lookupVariants } from '@comptoir/contracts/catalog/internal-routes'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { Variants } from './cart.ts'

/** What is on sale, as the catalogue said at most a second ago. */
export type VariantMemory = {
  /** Variants of these SKUs; unknown ones are there, without a variant. Asks for what is not remembered. */
  find(skus: readonly string[]): Promise<Variants>
  /** The same, as the catalogue says now. */
  findNow(skus: readonly string[]): Promise<Variants>
  /** Those that are remembered. */
  remembered(skus: readonly string[]): Variants
}

type Lookup = (skus: readonly string[]) => Promise<Variants>
type Batch = { readonly skus: Set<string>; readonly answer: Promise<Variants> }

/** As long as a price may be out of date in a cart; a quote and an order ask anew. */
const freshForMs = 1_000
const rememberAtMost = 5_000
/** What one lookup may ask for. */
const largestLookup = 200

/**
 * Asks the catalogue once for all who ask in the same moment, and remembers for a second what can be bought. What is
 * not on sale is asked for each time: it may come on sale.
 */
export function createVariantMemory(catalog: Client, now: () => number = Date.now): VariantMemory {
  const lookUp = together(lookupOf(catalog))
  const memory = new Map<string, { readonly variant: VariantSnapshot; readonly at: number }>()

  function remember(found: Variants, at: number): void {
    if (memory.size + found.size > rememberAtMost) memory.clear()
    for (const [sku, variant] of found) {
      if (variant?.active) memory.set(sku, { variant, at })
      else memory.delete(sku)
    }
  }

  function remembered(skus: readonly string[]): Variants {
    const oldest = now() - freshForMs
    return new Map(
      skus.flatMap((sku) => {
        const known = memory.get(sku)
        return known && known.at > oldest ? [[sku, known.variant] as const] : []
      }),
    )
  }

  async function findNow(skus: readonly string[]): Promise<Variants> {
    if (skus.length === 0) return new Map()
    const askedAt = now()
    const found = await lookUp(skus)
    const wanted = new Map(skus.map((sku) => [sku, found.get(sku)]))
    remember(wanted, askedAt)
    return wanted
  }

  async function find(skus: readonly string[]): Promise<Variants> {
    const known = remembered(skus)
    const missing = skus.filter((sku) => !known.has(sku))
    return missing.length === 0 ? known : new Map([...known, ...(await findNow(missing))])
  }

  return { find, findNow, remembered }
}

function lookupOf(catalog: Client): Lookup {
  return async (skus) => {
    const { variants } = await catalog(lookupVariants, { body: { skus: [...skus] }, retry: true })
    return new Map(variants.map((variant) => [variant.sku, variant]))
  }
}

/** Gathers what is asked for in one turn of the event loop into one lookup. */
function together(lookUp: Lookup): Lookup {
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
