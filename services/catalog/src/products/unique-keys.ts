import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import type { Product } from './product.ts'
import type { Products } from './product-store.ts'

const Claim = z.object({ productId: z.string(), claimedAt: z.string() })
type Claim = z.infer<typeof Claim>

export type UniqueKind = 'slug' | 'sku' | 'external-id'

export type UniqueKeys = ReturnType<typeof createUniqueKeys>

/** A claim whose product never came is left alone this long: its product may be on its way. */
const orphanAfterMs = 60_000

/** Who owns a slug, a SKU or an external id: create-only documents that name the product. */
export function createUniqueKeys(store: Store, products: Products, clock: () => Date) {
  const collection = createCollection(store, { name: 'unique-keys', audit: 'none', schema: Claim })

  /** Refuses with already_exists when another product has it. */
  async function claim(kind: UniqueKind, value: string, productId: string): Promise<void> {
    const id = keyOf(kind, value)
    const claimedAt = clock().toISOString()
    const { created, document } = await collection.create(id, { productId, claimedAt })
    if (created || document.data.productId === productId) return
    const owner = document.data
    if (!(await isOrphan(kind, value, owner))) throw taken(kind, value, owner.productId)
    await collection.update(id, (now) => {
      if (now.productId !== owner.productId) throw taken(kind, value, now.productId)
      return { next: { productId, claimedAt } }
    })
  }

  async function isOrphan(kind: UniqueKind, value: string, owner: Claim): Promise<boolean> {
    if (clock().getTime() - Date.parse(owner.claimedAt) < orphanAfterMs) return false
    const product = await products.get(owner.productId)
    const wanted = keyOf(kind, value)
    return !product || !keysOf(product.data).some((key) => keyOf(key.kind, key.value) === wanted)
  }

  /** The product that holds an external id, or the one to be made for it: a crash may have come between. */
  async function adopt(externalId: string, productId: string): Promise<string> {
    const claim = { productId, claimedAt: clock().toISOString() }
    const { document } = await collection.create(keyOf('external-id', externalId), claim)
    return document.data.productId
  }

  return { collection, claim, adopt }
}

function taken(kind: UniqueKind, value: string, productId: string) {
  const field = kind === 'external-id' ? 'externalId' : kind
  return refuse('already_exists', `another product has the ${kind} ${value}`, {
    errors: [{ field, code: 'already_exists', message: 'it is taken' }],
    extensions: { productId },
  })
}

/** The keys that a product must own. */
export function keysOf(product: Product): { kind: UniqueKind; value: string }[] {
  const { slug, externalId, variants } = product
  return [
    { kind: 'slug', value: slug },
    ...variants.map(({ sku }) => ({ kind: 'sku' as const, value: sku })),
    ...(externalId === undefined ? [] : [{ kind: 'external-id' as const, value: externalId }]),
  ]
}

/** Without regard to case; anything that a key may not hold is written by its code. */
function keyOf(kind: UniqueKind, value: string): string {
  const plain = value.toLowerCase().replace(/[^a-z0-9._-]/g, (sign) => `~${sign.codePointAt(0)}`)
  return `${kind}-${plain}`
}
