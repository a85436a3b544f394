import { categoryIds } from '@comptoir/catalogue-import/category-ids'
import { prepareFile, type ReadingOptions } from '@comptoir/catalogue-import/drafts'
import type { Mapping } from '@comptoir/catalogue-import/mapping'
import { surveyFile } from '@comptoir/catalogue-import/survey'
import { writeProducts } from '@comptoir/catalogue-import/write-products'
import { ProblemDetails } from '@comptoir/contracts/problem'
import { createTestShop } from '../../services/catalog/test/catalog-app.ts'
import { PictureProblem } from '../src/import/pictures/fetch-picture.ts'
import type { PictureSource } from '../src/import/pictures/picture-source.ts'
import { createPictureWriter } from '../src/import/write-pictures.ts'
import type { ShopApi } from '../src/shop/shop-api.ts'
import { ShopProblem } from '../src/shop/shop-api.ts'

/** The catalogue in memory behind the public API, with a stock of its own. */
export function createImportShop() {
  const { app, staff, catalogue, call } = createTestShop()
  const stock = new Map<string, StockItem>()
  const shop: ShopApi = async (operation, { body, form } = {}) => {
    const [method = '', path = ''] = operation.split(' ')
    if (path.startsWith('/api/stock')) return answer(stockAnswer(stock, method, body))
    const response = await app.request(path, {
      method,
      headers: {
        ...(await staff),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(form && { body: form }),
    })
    const read: unknown = await response.json()
    const problem = ProblemDetails.safeParse(read).data
    if (!response.ok) throw new ShopProblem(operation, response.status, problem)
    return answer(read)
  }
  return { shop, catalogue, stock, call }
}

type StockItem = { sku: string; onHand: number; lowThreshold?: number }

// biome-ignore lint/suspicious/noExplicitAny: the shape is the caller's, as with the real client
const answer = (body: any) => ({
  ...{ status: 200, headers: new Headers(), body },
  ...{ bytes: new Uint8Array(), traceId: '' },
})

/** Stock as inventory answers it: set on new items only, unless told otherwise. */
function stockAnswer(stock: Map<string, StockItem>, method: string, body: unknown) {
  if (method === 'GET') return { items: [...stock.values()] }
  const { items, overwrite } = body as { items: StockItem[]; overwrite: boolean }
  return {
    items: items.map((item) => {
      const known = stock.get(item.sku)
      const isChanged = overwrite && known?.onHand !== item.onHand
      if (!known || isChanged) stock.set(item.sku, item)
      if (!known) return { sku: item.sku, outcome: 'created' }
      return { sku: item.sku, outcome: isChanged ? 'changed' : 'unchanged' }
    }),
  }
}

export type ImportOptions = ReadingOptions & {
  readonly skip?: number
  readonly pictures?: PictureSource
}

const noPictures: PictureSource = async () => {
  throw new PictureProblem('there are none in this test')
}

/** Imports a file as the command does. */
export async function importFile(
  { shop }: { shop: ShopApi },
  path: string,
  mapping: Mapping,
  { skip = 0, pictures = noPictures, ...reading }: ImportOptions = {},
) {
  const prepared = await prepareFile(path, mapping, reading)
  const survey = await surveyFile(prepared)
  const ids = await categoryIds(shop, mapping, survey.categories)
  const batches: number[] = []
  const written = await writeProducts({
    ...{ shop, prepared, skip, writePictures: createPictureWriter({ shop, pictures }) },
    categoryIdsOf: ids,
    setStock: false,
    unplaced: survey.unplaced,
    onBatch: ({ done }) => {
      batches.push(done)
    },
  })
  return { survey, written, batches }
}
