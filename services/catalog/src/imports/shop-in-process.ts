import { refusalText, type Shop, ShopRefusal } from '@comptoir/catalogue-import/shop'
import { CategoryInput } from '@comptoir/contracts/catalog/category-schemas'
import { ProductInput } from '@comptoir/contracts/catalog/schemas'
import { storeStock } from '@comptoir/contracts/inventory/internal-routes'
import { StockImport } from '@comptoir/contracts/inventory/schemas'
import { problems } from '@comptoir/contracts/problem'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import { addCategory, type CategoryTree } from '../categories/category-tree.ts'
import { categoryView } from '../categories/category-view.ts'
import type { Deps } from '../deps.ts'
import { type Catalogue, findProduct } from '../memory/catalogue.ts'
import { staffView } from '../products/product-view.ts'

export type ShopDeps = Pick<
  Deps,
  'catalogue' | 'productCommands' | 'categoryCommands' | 'newCategoryId'
> & {
  readonly inventory: Client
}
/** In whose name it is written. */
type Acting = ShopDeps & { readonly actor: string }
type Handler = (deps: Acting, id: string, body: unknown) => unknown

/** Operations of the API that an import calls, by the commands behind them: no request, no token. */
const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['GET /api/categories', ({ catalogue }) => ({ items: categories(catalogue) })],
  ['POST /api/categories', (deps, _, body) => createCategory(deps, CategoryInput.parse(body))],
  ['GET /api/products/by-external-id', ({ catalogue }, id) => byExternalId(catalogue, id)],
  ['GET /api/products', ({ catalogue }, id) => staffView(findProduct(catalogue, id), catalogue)],
  [
    'PUT /api/products/by-external-id',
    async ({ productCommands }, id, body) => {
      const input = ProductInput.parse(body)
      const { document, outcome } = await productCommands.putByExternalId(id, input)
      return { productId: document.id, version: document.version, outcome }
    },
  ],
  [
    'PUT /api/products',
    async ({ productCommands, catalogue }, id, body) => {
      const { document } = await productCommands.replace(id, ProductInput.parse(body))
      return staffView(document, catalogue)
    },
  ],
  ['PUT /api/stock', ({ inventory, actor }, _, body) => storeIn(inventory, actor, body)],
])

/** The shop that imports write into, in this process. */
export function createShopInProcess(deps: Acting): Shop {
  return async <T>(operation: string, { body }: { readonly body?: unknown } = {}) => {
    const { name, id } = partsOf(operation)
    const handler = handlers.get(name)
    if (!handler) throw new Error(`an import does not ask for ${operation}`)
    try {
      return { body: (await handler(deps, id, body)) as T }
    } catch (error) {
      throw refusalOf(operation, error) ?? error
    }
  }
}

/** @example partsOf('GET /api/products/by-external-id/a%20b') // { name: 'GET /api/products/by-external-id', id: 'a b' } */
function partsOf(operation: string) {
  const parts = /^(\S+ \/api\/[a-z]+(?:\/by-external-id)?)(?:\/([^/]+))?$/.exec(operation)
  return { name: parts?.[1] ?? operation, id: decodeURIComponent(parts?.[2] ?? '') }
}

const categories = (catalogue: Catalogue) =>
  Object.values(catalogue.tree()).map((category) => categoryView(category, catalogue))

async function createCategory(deps: ShopDeps, input: CategoryInput) {
  const { categoryCommands, catalogue, newCategoryId } = deps
  const id = newCategoryId()
  const rule = (tree: CategoryTree) => addCategory(tree, id, input)
  const category = await categoryCommands.change(id, rule)
  if (!category) throw refuse('conflict', 'the category was deleted at once')
  return categoryView(category, catalogue)
}

function byExternalId(catalogue: Catalogue, id: string) {
  const document = catalogue.byExternalId(id)
  if (!document) throw refuse('not_found')
  return staffView(document, catalogue)
}

function storeIn(inventory: Client, actor: string, body: unknown) {
  const { items, overwrite } = StockImport.parse(body)
  return inventory(storeStock, { body: { items, overwrite, actor }, retry: true })
}

/** What the shop says no with, as imports read it; nothing of what is no refusal. */
function refusalOf(operation: string, error: unknown): ShopRefusal | undefined {
  if (error instanceof z.ZodError) {
    const fields = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    return new ShopRefusal(
      `${problems.invalid_request.title}; ${fields.join(', ')}`,
      400,
      'invalid_request',
    )
  }
  if (!isRefusal(error)) return undefined
  const { code, detail, errors, status } = error
  const { title } = problems[code]
  return new ShopRefusal(refusalText(operation, status, { title, detail, errors }), status, code)
}
