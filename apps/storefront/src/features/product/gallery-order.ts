import type { ProductImage } from '@comptoir/contracts/catalog/schemas'

/** The pictures of a product, that of the chosen variant first. */
export function shownImages(
  images: readonly ProductImage[],
  chosen: string | undefined,
): readonly ProductImage[] {
  const own = images.filter(({ path }) => path === chosen)
  return [...own, ...images.filter(({ path }) => path !== chosen)]
}
