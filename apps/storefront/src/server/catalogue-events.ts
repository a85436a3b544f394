import { VendorDetailsChanged } from '@comptoir/contracts/admin/events'
import {
  CategoryChanged,
  PriceChanged,
  PriceListChanged,
  ProductArchived,
  ProductCreated,
  ProductUpdated,
  ProductVendorChanged,
} from '@comptoir/contracts/catalog/events'
import { StockLevelChanged } from '@comptoir/contracts/inventory/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { PageMemory } from './pages/page-memory.ts'

type Deps = {
  readonly memory: Pick<PageMemory, 'drop' | 'dropAll'>
  readonly againMs?: number
}

/**
 * Once more after this: the catalogue may hear of stock later than we, and the gateway answers what it read before for 2 s
 * (`CACHE_TTL_MS`).
 */
const usualAgainMs = 3_500

type Stock = { sku: string; available: number; level?: string | undefined }
/** More than pages say a number of. */
const shownAtMost = 6

/** What each replica does on facts of the catalogue: it drops the pages that were made from what changed. */
export function createCatalogueEvents({ memory, againMs = usualAgainMs }: Deps) {
  const levels = new Map<string, string>()

  function nowAndAgain(run: () => void): void {
    run()
    setTimeout(run, againMs).unref()
  }

  const drop = (tags: readonly string[]) => nowAndAgain(() => memory.drop(tags))

  function product({ productId }: { productId: string }) {
    // a product that came or left changes lists that did not name it
    drop([`product:${productId}`, 'search'])
  }

  /** A page says in stock, how few are left, or out: a count that stays within its words changes no page. */
  function stock({ sku, available, level = 'ok' }: Stock) {
    const shown = `${level} ${Math.min(available, shownAtMost)}`
    if (levels.get(sku) === shown) return
    levels.set(sku, shown)
    drop([`sku:${sku}`])
  }

  /** What changed is not known: every page is made again, and the next level of stock is news whatever it is. */
  function missed(): void {
    levels.clear()
    memory.dropAll()
  }

  const broadcasts: Subscriber[] = [
    on(ProductCreated, async (data) => product(data)),
    on(ProductUpdated, async (data) => product(data)),
    on(ProductArchived, async (data) => product(data)),
    on(PriceChanged, async (data) => product(data)),
    on(PriceListChanged, async () => nowAndAgain(() => memory.dropAll())),
    on(ProductVendorChanged, async () => nowAndAgain(() => memory.dropAll())),
    on(VendorDetailsChanged, async ({ vendorId }) => drop([`vendor:${vendorId}`])),
    on(CategoryChanged, async ({ categoryId }) => {
      drop([`category:${categoryId}`, 'nav'])
    }),
    on(StockLevelChanged, async (data) => stock(data)),
  ]
  return { broadcasts, missed }
}
