import type {
  ProductChange,
  ProductChangePreview,
} from '@comptoir/contracts/catalog/product-change-routes'
import type { z } from 'zod'
import type { Product } from '../products/product.ts'
import { applyBulkChange } from './bulk-change.ts'
import { failureOf } from './failure.ts'

/** A millisecond's work, about. */
const productsAtOnce = 20
const samplesAtMost = 20
const failuresAtMost = 100

type Asked = {
  readonly changes: readonly ProductChange[]
  readonly now: Date
  /** Lets the process do what else is to be done. */
  readonly pause: () => Promise<unknown>
}

/** What the changes would do to products, without doing it; some at a time, since a whole catalogue takes a second. */
export async function previewOf(
  products: readonly Product[],
  { changes, now, pause }: Asked,
): Promise<Preview> {
  const samples: Preview['samples'] = []
  const failures: Preview['failures'] = []
  const counts = { changed: 0, failed: 0 }
  for (const [n, product] of products.entries()) {
    if (n % productsAtOnce === productsAtOnce - 1) await pause()
    const { sample, failure } = outcomeOf(product, changes, now)
    if (sample && counts.changed++ < samplesAtMost) samples.push(sample)
    if (failure && counts.failed++ < failuresAtMost) failures.push(failure)
  }
  return { selected: products.length, ...counts, samples, failures }
}

type Preview = z.infer<typeof ProductChangePreview>
type Outcome = {
  readonly sample?: Preview['samples'][number]
  readonly failure?: Preview['failures'][number]
}

function outcomeOf(product: Product, changes: readonly ProductChange[], now: Date): Outcome {
  const { productId } = product
  try {
    const change = applyBulkChange(product, { changeId: 'preview', changes }, now)
    const { before, after } = change?.next.bulkChanges?.at(-1) ?? {}
    return before && after ? { sample: { productId, before, after } } : {}
  } catch (error) {
    return { failure: failureOf(productId, error) }
  }
}
