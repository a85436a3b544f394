import type { Draft, PictureRef } from '@comptoir/catalogue-import/rows/draft'
import type { Writing } from '@comptoir/catalogue-import/write-products'
import type { ProductImage, ProductInput, ProductView } from '@comptoir/contracts/catalog/schemas'
import { type ShopApi, ShopProblem } from '../shop/shop-api.ts'
import { PictureProblem } from './pictures/fetch-picture.ts'
import type { PictureSource } from './pictures/picture-source.ts'

/** A product has at most so many. */
const mostPictures = 50

export type PictureDeps = { readonly shop: ShopApi; readonly pictures: PictureSource }

/**
 * Gives a product the pictures of the file, in its order, before those that it has beside them, and each variant its
 * own. Those that came from the same address before are not fetched again. A picture that cannot be had is noted.
 */
export const createPictureWriter =
  (deps: PictureDeps): Writing['writePictures'] =>
  (productId, draft, body) =>
    writePictures(deps, productId, { draft, body })

async function writePictures(
  deps: PictureDeps,
  productId: string,
  { draft, body }: { readonly draft: Draft; readonly body: ProductInput },
) {
  if (draft.pictures.length === 0) return { changed: false, added: 0, notes: [] }
  const wanted = draft.pictures.slice(0, mostPictures)
  const notes: string[] = []
  if (draft.pictures.length > mostPictures) {
    notes.push(`pictures left out beyond ${mostPictures}: ${draft.pictures.length - mostPictures}`)
  }
  const { body: product } = await deps.shop<ProductView>(`GET /api/products/${productId}`)
  const known = new Map(product.images.map((image) => [image.path, image]))
  const paths = new Map<string, string>()
  let added = 0
  for (const picture of wanted) {
    const there = knownPath(product.images, picture.ref)
    const image = there ?? (await upload(deps, productId, picture, notes))
    if (image === undefined) continue
    paths.set(picture.ref, image.path)
    if (!known.has(image.path)) added++
    known.set(image.path, image)
  }
  const arranged = await arrange(deps, product, [...paths.values()], known)
  const paired = await pair(deps, product, draft, paths, body)
  return { changed: added > 0 || arranged || paired, added, notes }
}

/** The picture that came from this address, or is this picture of the shop itself. */
function knownPath(images: readonly ProductImage[], ref: string): ProductImage | undefined {
  const own = /([0-9a-f]{64}\.webp)(\?.*)?$/.exec(ref)?.[1]
  return images.find(({ source, path }) => source === ref || path === own)
}

async function upload(
  { shop, pictures }: PictureDeps,
  productId: string,
  { ref, alt }: PictureRef,
  notes: string[],
): Promise<ProductImage | undefined> {
  try {
    const bytes = await pictures(ref)
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(bytes)]), 'picture')
    form.set('source', ref)
    if (alt !== undefined) form.set('altFr', alt)
    const operation = `POST /api/products/${productId}/images`
    return (await shop<ProductImage>(operation, { form })).body
  } catch (error) {
    const isRefused = error instanceof ShopProblem && error.status < 500 && error.status !== 401
    if (!(error instanceof PictureProblem) && !isRefused) throw error
    notes.push(`picture "${ref}" left out: ${error.message}`)
    return undefined
  }
}

async function arrange(
  { shop }: PictureDeps,
  { productId, images: before }: ProductView,
  first: readonly string[],
  known: ReadonlyMap<string, ProductImage>,
): Promise<boolean> {
  const wanted = [...new Set([...first, ...known.keys()])]
  const now = [...known.keys()]
  if (wanted.every((path, at) => path === now[at])) return false
  const images = wanted.map((path) => {
    const alt = known.get(path)?.alt ?? before.find((image) => image.path === path)?.alt
    return { path, ...(alt && { alt }) }
  })
  await shop(`PUT /api/products/${productId}/images`, { body: { images } })
  return true
}

/** Names the picture of each variant; those whose picture is missing keep theirs. */
async function pair(
  { shop }: PictureDeps,
  product: ProductView,
  { pictureOf }: Draft,
  paths: ReadonlyMap<string, string>,
  body: ProductInput,
): Promise<boolean> {
  const had = new Map(product.variants.map(({ sku, imagePath }) => [sku, imagePath]))
  const variants = body.variants.map((variant) => {
    const path = paths.get(pictureOf.get(variant.sku) ?? '')
    return path === undefined ? variant : { ...variant, imagePath: path }
  })
  const isSame = variants.every(({ sku, imagePath }) => !imagePath || had.get(sku) === imagePath)
  if (isSame) return false
  const operation = `PUT /api/products/${product.productId}`
  await shop(operation, { body: { ...body, variants } })
  return true
}
