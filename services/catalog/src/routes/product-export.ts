import { setImmediate } from 'node:timers/promises'
import { type ExportedCatalogue, exportLines } from '@comptoir/catalogue-import/export-lines'
import { byteOrderMark, csvLine } from '@comptoir/catalogue-import/reading/csv-records'
import { exportProducts } from '@comptoir/contracts/catalog/product-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { categoryView } from '../categories/category-view.ts'
import type { Deps } from '../deps.ts'
import type { Catalogue } from '../memory/catalogue.ts'
import type { Product } from '../products/product.ts'
import { staffView } from '../products/product-view.ts'

const linesAtOnce = 50

/** The whole catalogue as a file. Its path comes before `GET /api/products/{id}`. */
export function addProductExportRoute(app: ServiceApp, { catalogue }: Pick<Deps, 'catalogue'>) {
  app.openapi(exportProducts, (c) =>
    c.body(ReadableStream.from(csvOf(catalogue)), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="products.csv"',
      'cache-control': 'private, no-store',
    }),
  )
}

/** Some lines at a time, so that others are answered meanwhile. */
async function* csvOf(catalogue: Catalogue): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let text = byteOrderMark
  let lines = 0
  for (const cells of exportLines(exported(catalogue), '')) {
    text += `${csvLine(cells)}\r\n`
    if (++lines % linesAtOnce > 0) continue
    yield encoder.encode(text)
    text = ''
    await setImmediate()
  }
  yield encoder.encode(text)
}

function exported(catalogue: Catalogue): ExportedCatalogue {
  const all = catalogue
    .all()
    .toSorted((one, other) =>
      one.createdAt + one.productId < other.createdAt + other.productId ? -1 : 1,
    )
  const categories = Object.values(catalogue.tree()).map((one) => categoryView(one, catalogue))
  return {
    products: viewsOf(catalogue, all),
    categories: new Map(categories.map((one) => [one.categoryId, one])),
    stock: new Map(),
    mostOptions: all.reduce((most, { options = [] }) => Math.max(most, options.length), 0),
  }
}

/** Each as it is when its line is written. */
function* viewsOf(catalogue: Catalogue, products: readonly Product[]) {
  for (const { productId } of products) {
    const document = catalogue.lookUp(productId)
    if (document) yield staffView(document, catalogue)
  }
}
