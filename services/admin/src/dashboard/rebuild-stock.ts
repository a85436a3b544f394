import { listStockOfLevel } from '@comptoir/contracts/inventory/internal-routes'
import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import type { AppId } from '@comptoir/contracts/topology'
import { walk } from '@comptoir/dapr/documents/walk'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { followItem, itemIdOf, type OpenItem, type OpenItems } from './sales-store.ts'

type StockDeps = {
  readonly openItems: OpenItems
  readonly clients: Readonly<Pick<Record<AppId, Client>, 'inventory'>>
  readonly clock: () => Date
}
type GoesOn = () => Promise<boolean>

const levels = ['low', 'out', 'oversold'] as const
const pageSize = 100
/** Longer than inventory's list is behind its events. */
const settledMs = 600_000

/**
 * Takes over which SKUs are low, as inventory says now: those that have not moved for long are in no log. One that inventory does not
 * list any more is closed, unless it was opened lately. False when it was stopped before the end.
 */
export async function readStockLevels(deps: StockDeps, goesOn: GoesOn): Promise<boolean> {
  const { openItems, clock } = deps
  const opened = await openSkus(openItems)
  const listed = await openListed(deps, opened, goesOn)
  if (!listed) return false
  const before = clock().getTime() - settledMs
  const isOver = ({ id, at }: OpenItem) => !listed.has(id) && Date.parse(at) < before
  for (const item of [...opened.values()].filter(isOver)) await close(openItems, item)
  return await goesOn()
}

type Opened = ReadonlyMap<string, OpenItem>

/** Opens what inventory lists and is not open; answers all that it lists, unless it was stopped. */
async function openListed(deps: StockDeps, opened: Opened, goesOn: GoesOn) {
  const { openItems, clock } = deps
  const listed = new Set<string>()
  for await (const items of lowItems(deps)) {
    if (!(await goesOn())) return undefined
    const fresh = items.filter(({ sku }) => !opened.has(sku))
    for (const { sku, version } of fresh)
      await open(openItems, { sku, version, at: clock().toISOString() })
    for (const { sku } of items) listed.add(sku)
  }
  return listed
}

async function openSkus(openItems: OpenItems): Promise<Map<string, OpenItem>> {
  const found = new Map<string, OpenItem>()
  for await (const { data } of walk({ collection: openItems, index: 'open', key: 'sku' }))
    found.set(data.id, data)
  return found
}

/** What inventory lists, page by page. */
async function* lowItems(deps: StockDeps) {
  for (const level of levels) yield* pagesOf(deps, level)
}

async function* pagesOf({ clients }: StockDeps, level: (typeof levels)[number]) {
  let cursor: string | undefined
  do {
    const query = { level, limit: pageSize, ...(cursor !== undefined && { cursor }) }
    const page = await clients.inventory(listStockOfLevel, { query })
    yield page.items
    cursor = page.nextCursor
  } while (cursor)
}

type Low = Pick<StockItem, 'sku' | 'version'> & { readonly at: string }

/** Unless an event of a later version closed it: of one version, what inventory says counts. */
async function open(openItems: OpenItems, { sku: id, version, at }: Low): Promise<void> {
  const item = { kind: 'sku', id, isOpen: true, version, at } as const
  await openItems.upsert(itemIdOf(item), (known) =>
    known?.version === version && !known.isOpen ? { next: item } : followItem(known, item),
  )
}

/** Unless an event said something of it meanwhile. */
async function close(openItems: OpenItems, item: OpenItem): Promise<void> {
  await openItems.upsert(itemIdOf(item), (known) =>
    known?.version === item.version && known.isOpen
      ? { next: { ...known, isOpen: false } }
      : undefined,
  )
}
