import type {
  ProductChange,
  ProductChangePreview,
} from '@comptoir/contracts/catalog/product-change-routes'
import type { z } from 'zod'
import type { Product } from '../products/product.ts'
import { applyBulkChange } from './bulk-change.ts'
import { failureOf } from './failure.ts'

const samplesAtMost = 20
const failuresAtMost = 100

/** What the changes would do to products, without doing it. */
export function previewOf(
  products: readonly Product[],
  changes: readonly ProductChange[],
  now: Date,
): z.infer<typeof ProductChangePreview> {
  const outcomes = products.map((product) => outcomeOf(product, changes, now))
  const changed = outcomes.flatMap(({ sample }) => sample ?? [])
  const failures = outcomes.flatMap(({ failure }) => failure ?? [])
  return {
    ...{ selected: products.length, changed: changed.length, failed: failures.length },
    ...{ samples: changed.slice(0, samplesAtMost), failures: failures.slice(0, failuresAtMost) },
  }
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
