import {
  addProductImage,
  arrangeProductImages,
  readImage,
  removeCategoryImage,
  setCategoryImage,
} from '@comptoir/contracts/catalog/image-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, type ServiceEnv } from '@comptoir/service/auth/auth'
import { encodePicture } from '@comptoir/service/files/picture'
import { readUpload } from '@comptoir/service/files/upload'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Context } from 'hono'
import { findCategory, showPicture } from '../categories/category-tree.ts'
import { categoryView } from '../categories/category-view.ts'
import type { Deps } from '../deps.ts'
import { imageBytes } from '../images/images.ts'
import { findProduct } from '../memory/catalogue.ts'
import { addImage, arrangeImages, type Product } from '../products/product.ts'
import { staffView } from '../products/product-view.ts'
import { changeableBy } from '../vendors/vendor-access.ts'

const forever = 'public, max-age=31536000, immutable'

export function addImageRoutes(app: ServiceApp, deps: Deps): void {
  const { blobs, renditions, catalogue, productCommands, clock } = deps
  const changeable = (c: Context<ServiceEnv>, id: string) =>
    changeableBy(currentUser(c), findProduct(catalogue, id))

  // documented with its form, which is read below: the body itself may be the picture instead
  app.openAPIRegistry.registerPath(addProductImage)
  app.openapi(
    { ...addProductImage, request: { params: addProductImage.request.params }, hide: true },
    async (c) => {
      const { id, mayChange } = changeable(c, c.req.valid('param').id)
      const { bytes: upload, fields } = await readUpload(c)
      const { bytes, width, height } = await encodePicture(upload, imageBytes)
      const { sha256 } = await blobs.put(bytes)
      const image = { path: `${sha256}.webp`, width, height, ...describedBy(fields) }
      const rule = (product: Product) => addImage(product, image, clock())
      await productCommands.change(id, rule, { mayChange })
      return c.json(image, 201)
    },
  )

  app.openapi(arrangeProductImages, async (c) => {
    const { id, mayChange } = changeable(c, c.req.valid('param').id)
    const { images } = c.req.valid('json')
    const rule = (product: Product) => arrangeImages(product, images, clock())
    const document = await productCommands.change(id, rule, { mayChange })
    return c.json(staffView(document, catalogue), 200)
  })

  addCategoryPictures(app, deps)

  app.openapi(readImage, async (c) => {
    const sha256 = c.req.valid('param').imagePath.slice(0, 64)
    const { w } = c.req.valid('query')
    const etag = `"${sha256}-${w ?? 'full'}"`
    const headers = { etag, 'cache-control': forever }
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
    const bytes = await renditions.read(sha256, w)
    if (!bytes) throw refuse('not_found', 'there is no such picture')
    return c.body(new Uint8Array(bytes), 200, { ...headers, 'content-type': 'image/webp' })
  })
}

function addCategoryPictures(app: ServiceApp, deps: Deps): void {
  const { blobs, catalogue, categoryCommands } = deps
  const find = (id: string) => findCategory(catalogue.tree(), id).categoryId

  app.openAPIRegistry.registerPath(setCategoryImage)
  app.openapi(
    { ...setCategoryImage, request: { params: setCategoryImage.request.params }, hide: true },
    async (c) => {
      const categoryId = find(c.req.valid('param').id)
      const { bytes: upload } = await readUpload(c)
      const { bytes } = await encodePicture(upload, imageBytes)
      const { sha256 } = await blobs.put(bytes)
      const category = await categoryCommands.change(categoryId, (tree) =>
        showPicture(tree, categoryId, `${sha256}.webp`),
      )
      if (!category) throw refuse('not_found')
      return c.json(categoryView(category, catalogue), 200)
    },
  )

  app.openapi(removeCategoryImage, async (c) => {
    const categoryId = find(c.req.valid('param').id)
    await categoryCommands.change(categoryId, (tree) => showPicture(tree, categoryId, undefined))
    return c.body(null, 204)
  })
}

/** What a form says of its picture. */
function describedBy(fields: ReadonlyMap<string, string>) {
  const [fr, en, source] = ['altFr', 'altEn', 'source'].map((name) => fields.get(name))
  const alt = { ...(fr && { fr }), ...(en && { en }) }
  return {
    ...(Object.keys(alt).length > 0 && { alt }),
    ...(source && { source: source.slice(0, 2000) }),
  }
}
