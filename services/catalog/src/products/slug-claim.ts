import type { ProductInput } from '@comptoir/contracts/catalog/schemas'
import { isRefusal } from '@comptoir/service/problems/refusal'
import { slugify } from './slug.ts'
import type { UniqueKeys } from './unique-keys.ts'

/** A slug asked for is taken or refused; one made from the title gets the SKU added when it is taken. */
export async function claimSlug(
  keys: UniqueKeys,
  input: ProductInput,
  productId: string,
): Promise<string> {
  if (input.slug !== undefined) {
    await keys.claim('slug', input.slug, productId)
    return input.slug
  }
  const title = slugify(input.title.fr ?? input.title.en ?? '')
  const withSku = slugify(`${title.slice(0, 60)} ${input.variants[0]?.sku ?? ''}`)
  for (const slug of [title, withSku]) if (await isClaimed(keys, slug, productId)) return slug
  const unique = slugify(productId)
  await keys.claim('slug', unique, productId)
  return unique
}

async function isClaimed(keys: UniqueKeys, slug: string, productId: string): Promise<boolean> {
  try {
    await keys.claim('slug', slug, productId)
    return true
  } catch (error) {
    if (isRefusal(error, 'already_exists')) return false
    throw error
  }
}
