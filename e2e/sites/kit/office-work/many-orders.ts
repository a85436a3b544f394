import type { OrderOverview } from '@comptoir/contracts/orders/view'
import type { Page, Route } from '@playwright/test'
import type { Shop } from '../test.ts'

type OrderPage = { readonly items: readonly OrderOverview[]; readonly totals?: object }

/**
 * Lets a page find so many orders: copies of the newest one of the shop, as the service answers it, page by page. What the service needs
 * to find them is not measured so; what the page does with them is. It answers how many were read so far.
 */
export async function pretendOrders(
  page: Page,
  { api, staff }: Shop,
  count: number,
): Promise<() => number> {
  const token = await staff()
  const { body } = await api<OrderPage>('GET /api/orders?limit=1&totals=true', { token })
  const [model] = body.items
  if (!model) throw new Error('the shop has no order')
  const orderAt = (n: number): OrderOverview => ({
    ...model,
    orderId: `${model.orderId}-${n}`,
    number: `${model.number}-${n}`,
  })
  let read = 0
  const answer = (route: Route) => {
    const { searchParams: query } = new URL(route.request().url())
    const from = Number(query.get('cursor') ?? 0)
    const to = Math.min(count, from + Number(query.get('limit') ?? 20))
    const items = Array.from({ length: to - from }, (_, n) => orderAt(from + n))
    const isSum = query.get('totals') === 'true'
    if (!isSum) read = Math.max(read, to)
    return route.fulfill({
      json: {
        items,
        ...(to < count && { nextCursor: String(to) }),
        ...(isSum && { totals: { ...body.totals, count } }),
      },
    })
  }
  await page.route(/\/api\/orders(\?|$)/, answer)
  return () => read
}
