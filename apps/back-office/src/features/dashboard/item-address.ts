import type { DashboardItem } from '@comptoir/contracts/admin/dashboard'

/** The page of the office that shows what a figure counts. */
export function itemAddress({ kind, id }: Pick<DashboardItem, 'kind' | 'id'>): string {
  const word = encodeURIComponent(id)
  if (kind === 'sku') return `/stock/items/${word}`
  if (kind === 'chat') return `/inbox/${word}`
  return `/orders/${word}/summary`
}
