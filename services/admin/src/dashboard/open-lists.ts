import type { DashboardItem } from '@comptoir/contracts/admin/dashboard'
import type { OpenItems, OrderFacts } from './sales-store.ts'

export type Page = { readonly limit: number; readonly cursor?: string | undefined }
export type Items = { items: DashboardItem[]; nextCursor?: string }
type Kept = { readonly orderFacts: OrderFacts; readonly openItems: OpenItems }

/** What is to be done now, thing by thing: orders to prepare or to arrive, SKUs that are low, open conversations. */
export function createOpenLists({ orderFacts, openItems }: Kept) {
  async function ordersAt(key: string, { limit, cursor }: Page, max?: number): Promise<Items> {
    const order = max === undefined ? 'desc' : 'asc'
    const page = await orderFacts.list('work', key, { limit, cursor, max, order })
    const items = page.items.map(
      ({ id, data }): DashboardItem => ({
        ...{ kind: 'order', id, path: `/api/orders/${id}`, at: data.sale?.at ?? data.changedAt },
      }),
    )
    return { ...page, items }
  }

  async function openOf(kind: 'sku' | 'chat', { limit, cursor }: Page): Promise<Items> {
    const page = await openItems.list('open', kind, { limit, cursor, order: 'desc' })
    const root = kind === 'sku' ? '/api/stock' : '/api/conversations'
    const items = page.items.map(
      ({ data: { id, at } }): DashboardItem => ({
        ...{ kind, id, path: `${root}/${id}`, at },
      }),
    )
    return { ...page, items }
  }

  return { ordersAt, openOf }
}
